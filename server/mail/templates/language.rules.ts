import { LANGUAGES, type Language } from '../../platform/i18n.ts'

/** Words that one of the three languages uses all the time, and the two others do not. */
const WORDS: Record<Language, Set<string>> = {
  es: words(
    'el los las una y en del con hola gracias buenos buenas días tardes estoy están muy pero mi mis su sus puede pueden podrían necesito tengo tenemos hasta hoy ayer usted ustedes saludos señor señores favor cuando también hemos hay ya',
  ),
  en: words(
    'the and is are of my your you we i not please hello hi thanks thank have has been with this that it from since can could would regards dear does when our there',
  ),
  pt: words(
    'um uma do dos em na nas com não é você vocês obrigado obrigada olá bom boa dia tarde meu minha estou são muito ao pelo preciso tenho temos até hoje ontem atenciosamente cumprimentos ainda isso nossa nosso podem quando também',
  ),
}
const ENOUGH = 3
/** Who says nothing about their language in so many letters has put something in front of it. */
const READ = 2000

/** E3: the language somebody wrote in, where their words leave no doubt; short ones do. */
export function languageIn(text: string): Language | null {
  const said =
    text
      .slice(0, READ)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const [first, second] = LANGUAGES.map((language) => ({
    language,
    hits: said.filter((word) => WORDS[language].has(word)).length,
  })).toSorted((a, b) => b.hits - a.hits)
  return first!.hits >= ENOUGH && first!.hits >= 2 * second!.hits ? first!.language : null
}

function words(list: string): Set<string> {
  return new Set(list.split(' '))
}
