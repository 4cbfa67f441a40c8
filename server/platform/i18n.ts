import { createInstance } from 'i18next'

export const LANGUAGES = ['es', 'en', 'pt'] as const
export type Language = (typeof LANGUAGES)[number]
export type Say = (key: string, params?: Record<string, unknown>) => string

/** Texts of one slice: Spanish is the original, the others must have the same keys (checked by a test: plural forms differ). */
export type Texts = Record<Language, Record<string, unknown>>

/** Merges the slices' texts into one voice per language; what a language lacks is said in Spanish. */
export function voices(all: Texts[]): (language: Language) => Say {
  const instance = createInstance()
  void instance.init({ fallbackLng: 'es', initAsync: false, resources: {}, interpolation: { escapeValue: false } })
  for (const texts of all)
    for (const language of LANGUAGES) instance.addResourceBundle(language, 'translation', texts[language], true)
  const fixed = new Map<Language, Say>(
    LANGUAGES.map((language) => [language, instance.getFixedT(language) as unknown as Say]),
  )
  return (language) => fixed.get(language)!
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
