/** "10482" → "10 4 82": in pairs, an odd digit by itself after the first, as one dictates a number (T8). */
export function spokenNumber(number: string): string {
  const head = number.length > 2 ? [number.slice(0, 2)] : []
  const rest = number.slice(head.join('').length)
  const odd = head.length && rest.length % 2 ? [rest.slice(0, 1)] : []
  return [...head, ...odd, ...(rest.slice(odd.length).match(/.{1,2}/g) ?? [])].join(' ')
}

/** "Buenos días", "Buenas tardes", "Buenas noches", by the hour at the customer's place. */
export function partOfDay(hour: number): 'morning' | 'afternoon' | 'night' {
  if (hour < 5 || hour >= 20) return 'night'
  return hour < 12 ? 'morning' : 'afternoon'
}

type Script = { groupId: number | null; language: string }

/** The group's own script in the customer's language, else everybody's; a language nobody has written falls to the built-in one. */
export function scriptFor<S extends Script>(scripts: S[], groupId: number | null, language: string): S | undefined {
  const spoken = scripts.filter((script) => script.language === language)
  return (
    (groupId !== null && spoken.find((script) => script.groupId === groupId)) ||
    spoken.find((script) => script.groupId === null)
  )
}
