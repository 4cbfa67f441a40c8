/** A time zone as IANA spells it; null where there is none of that name. Offsets are none: SQL reads their sign the other way round. */
export function zoneNamed(name: string): string | null {
  if (/^[+-]/.test(name)) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

/**
 * T8: the hour of a zone as one says it, in mails and in the console alike: «hora de Ciudad de México», «horário do Chile». Letters as CET
 * are said by nobody; the longer name takes their place.
 */
export function hourOf(locale: string, zone: string): string {
  const named = (timeZoneName: 'shortGeneric' | 'longGeneric') =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName })
      .formatToParts()
      .find(({ type }) => type === 'timeZoneName')?.value ?? zone
  const short = named('shortGeneric')
  return inPortuguese(/^[A-Z]+$/.test(short) ? named('longGeneric') : short)
}

/** In Brazil’s Portuguese Intl leaves out what stands between, «Horário Chile», and says «Padrão» where nobody does. */
function inPortuguese(name: string): string {
  const [, of, place] = /^Horário (?:Padrão )?(d[aeo] )?(.+)$/.exec(name) ?? []
  return place ? `horário ${of ?? articleOf(place)}${place}` : name
}

const articleOf = (place: string) =>
  MASCULINE.test(place) ? 'do ' : FEMININE.test(place) ? 'da ' : place === 'Canárias' ? 'das ' : 'de '

const MASCULINE = /^(?:Chile|Equador|Haiti|Panamá|Paraguai|Peru|Reino|Uruguai)(?!\p{L})/u
const FEMININE =
  /^(?:Alemanha|Bolívia|Cidade|Colômbia|Costa Rica|Espanha|França|Guatemala|Ilha|Itália|Nicarágua|República|Venezuela)(?!\p{L})/u
