/** Keeps what was made for a key. A date format is dear to make, and every row of a list asks for one. */
export function oncePer<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const now = make(key)
    made.set(key, now)
    return now
  }
}
