export const LANGUAGES = ['es', 'en', 'pt'] as const
export type Language = (typeof LANGUAGES)[number]
/** Says a text in one language, its blanks filled: of several keys the first that exists, else `defaultValue`, else the key. */
export type Say = (key: string | string[], params?: Record<string, unknown>) => string

/** Texts of one slice: Spanish is the original, the others must have the same keys (checked by a test: plural forms differ). */
export type Texts = Record<Language, Record<string, unknown>>

/** Merges the slices' texts into one voice per language; what a language lacks is said in Spanish. */
export function voices(all: Texts[]): (language: Language) => Say {
  const [es, en, pt] = LANGUAGES.map((language) => catalogue(language, all)) as [Catalogue, Catalogue, Catalogue]
  const made: Record<Language, Say> = { es: voice([es]), en: voice([en, es]), pt: voice([pt, es]) }
  return (language) => made[language]
}

/** A text, by its name and how many are spoken of. */
type Catalogue = (key: string, count: unknown) => string | undefined

/** The names end in _zero, _one, _many, _other where the language tells them apart, as in the console's texts. */
function catalogue(language: Language, all: Texts[]): Catalogue {
  const texts = new Map(all.flatMap((each) => flat(each[language])))
  const plural = new Intl.PluralRules(language)
  return (key, count) => {
    if (typeof count !== 'number') return texts.get(key)
    const none = count === 0 ? texts.get(`${key}_zero`) : undefined
    return none ?? texts.get(`${key}_${plural.select(count)}`) ?? texts.get(key)
  }
}

function voice(catalogues: Catalogue[]): Say {
  return (key, params = {}) => {
    const keys = Array.isArray(key) ? key : [key]
    for (const look of catalogues)
      for (const each of keys) {
        const text = look(each, params.count)
        if (text !== undefined) return fill(text, params)
      }
    return String(params.defaultValue ?? keys.at(-1))
  }
}

const fill = (text: string, params: Record<string, unknown>) =>
  text.includes('{{') ? text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? '')) : text

function flat(texts: Record<string, unknown>, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + name, value]] : flat(value as Record<string, unknown>, `${prefix}${name}.`),
  )
}

/** The first language of an Accept-Language header that the desk speaks. */
export function chooseLanguage(header: string | undefined, otherwise: Language = 'es'): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', q = 'q=1'] = part.trim().split(';')
      return { language: tag.slice(0, 2).toLowerCase(), weight: Number(q.trim().slice(2)) || 0 }
    })
    .sort((a, b) => b.weight - a.weight)
  return (wanted.find(({ language }) => (LANGUAGES as readonly string[]).includes(language))?.language ??
    otherwise) as Language
}
