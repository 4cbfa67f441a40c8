import i18next from 'i18next'
import { useSyncExternalStore } from 'react'

/**
 * Stands where components ask for `react-i18next`. The texts are all there before anything is drawn, so nothing is needed of it but to
 * hear when they change; every row of every list asks, and the library's own hook costs far more than the text it gives.
 */
export const useTranslation = () => useSyncExternalStore(subscribe, () => texts)

/** The compiler has checked the keys where they are asked for, by the library's own types. */
type Say = (key: string, values?: object) => string

let texts = now()
i18next.on('languageChanged', () => {
  texts = now()
})

function now() {
  return { t: remembering(i18next.getFixedT(i18next.language) as unknown as Say), i18n: i18next }
}

/** A text without anything put into it is looked up once. */
function remembering(t: Say): Say {
  const known = new Map<string, string>()
  return (key, values) => {
    if (values) return t(key, values)
    const text = known.get(key) ?? t(key)
    known.set(key, text)
    return text
  }
}

function subscribe(onChange: () => void) {
  i18next.on('languageChanged', onChange)
  return () => i18next.off('languageChanged', onChange)
}
