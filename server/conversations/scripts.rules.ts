/** "104821" → "10 48 21", "10482" → "1 0 4 8 2": in pairs where they come out even, else digit by digit, so that no part stands out (T8). */
export const spokenNumber = (number: string) => number.match(number.length % 2 ? /./g : /../g)?.join(' ') ?? ''

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
