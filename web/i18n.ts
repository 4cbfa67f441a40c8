import i18next, { type ParseKeys } from 'i18next'
import enUrl from './texts/en.json?url'
import type es from './texts/es.json'
import esUrl from './texts/es.json?url'
import ptUrl from './texts/pt.json?url'

declare module 'i18next' {
  interface CustomTypeOptions {
    // Dotted names, said once: i18next's own walk through the tree costs the compiler seconds.
    keySeparator: false
    resources: { translation: Record<Leaf<typeof es>, string> }
  }
}

type Leaf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaf<T[K]>}` }[keyof T & string]

export const LANGUAGES = ['es', 'en', 'pt'] as const
export type Language = (typeof LANGUAGES)[number]
/** A language is called what its speakers call it. */
export const LANGUAGE_NAMES: Record<Language, string> = { es: 'Español', en: 'English', pt: 'Português' }
export const LANGUAGE_CHOICES = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))
/** A name in the texts; a mistyped one does not compile. */
export type TextKey = ParseKeys

const catalogues: Record<Language, () => Promise<{ default: object }>> = {
  es: () => textsAt(esUrl),
  en: () => textsAt(enUrl),
  pt: () => textsAt(ptUrl),
}
/** Texts are data: fetched beside the script, and not parsed as one. */
const textsAt = async (url: string): Promise<{ default: object }> => ({ default: await (await fetch(url)).json() })
const REMEMBERED = 'ventanilla.language'

export async function startTexts() {
  const language = rememberedLanguage()
  await i18next.init({
    lng: language,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    resources: { [language]: { translation: (await catalogues[language]()).default } },
  })
  document.documentElement.lang = language
}

/** Loads the catalogue first: no screen is ever half in one language. */
export async function speak(language: Language) {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', (await catalogues[language]()).default)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  remember(language)
}

/** For the few places outside components. */
export const sayInUse = Object.assign(
  (
    key: 'problem.offline' | 'problem.unexpected' | 'do.close' | 'auth.passkeyCancelled' | 'undo.late' | 'undo.unheard',
  ) => i18next.t(key),
  {
    language: (): Language => asLanguage(i18next.language),
  },
)

function rememberedLanguage(): Language {
  try {
    return asLanguage(localStorage.getItem(REMEMBERED) ?? navigator.language)
  } catch {
    return asLanguage(navigator.language)
  }
}

function remember(language: Language) {
  try {
    localStorage.setItem(REMEMBERED, language)
  } catch {
    // Without storage the language is the browser's until one is signed in.
  }
}

function asLanguage(tag: string | undefined): Language {
  const two = tag?.slice(0, 2)
  return LANGUAGES.find((language) => language === two) ?? 'es'
}
