import { useState } from 'react'

/**
 * A form over something others may change meanwhile: what one leaves alone follows them, only what one changed is sent, and what both
 * changed is told before it is saved.
 */
export function useEdited<T extends object>(now: T) {
  const [opened] = useState(now)
  const [mine, setMine] = useState<Partial<T>>({})
  return {
    form: { ...now, ...mine },
    change: (fields: Partial<T>) => setMine((before) => ({ ...before, ...fields })),
    ...compared(opened, now, mine),
  }
}

/** `changed`: what saving would make different from how it stands. `clashing`: what somebody else has changed too, and otherwise. */
export function compared<T extends object>(opened: T, now: T, mine: Partial<T>) {
  const names = (Object.keys(mine) as (keyof T)[]).filter((name) => !isSame(mine[name], now[name]))
  return {
    changed: Object.fromEntries(names.map((name) => [name, mine[name]])) as Partial<T>,
    clashing: names.filter((name) => !isSame(now[name], opened[name])),
  }
}

/** Settings are plain values, and lists whose order says nothing. */
const isSame = (one: unknown, other: unknown) => canonical(one) === canonical(other)
const canonical = (value: unknown) =>
  JSON.stringify(Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value)
