import { useState } from 'react'

/** What one changed of a form: each field as it stood when one began with it, and as one wants it. */
export type Touched<T> = { [K in keyof T]?: { from?: T[K]; to: T[K] } }
export type Kept<T> = [Touched<T>, (change: (before: Touched<T>) => Touched<T>) => void]

/**
 * S9: a form over something others may change meanwhile. What one leaves alone follows them, only what one changed is sent, and what both
 * changed is told before it is saved. A page of several forms keeps what was typed in each itself.
 */
export function useEdited<T extends object>(now: T, kept?: Kept<T>) {
  const own = useState<Touched<T>>({})
  const [touched, keep] = kept ?? own
  return {
    form: filledIn(now, touched),
    ...compared(now, touched),
    change: (fields: Partial<T>) => keep((before) => touching(now, before, fields)),
    discard: () => keep(() => ({})),
    settle: (sent: Partial<T>) => keep((before) => settled(before, sent)),
  }
}

const namesOf = <T extends object>(fields: T) => Object.keys(fields) as (keyof T)[]

const filledIn = <T extends object>(now: T, touched: Touched<T>): T => ({
  ...now,
  ...Object.fromEntries(namesOf(touched).map((name) => [name, touched[name]!.to])),
})

/** A field put back to how it stands is not touched: it follows the others again. */
export function touching<T extends object>(now: T, before: Touched<T>, fields: Partial<T>): Touched<T> {
  const after = { ...before }
  for (const name of namesOf(fields) as (keyof T)[]) {
    if (isSame(fields[name], now[name])) delete after[name]
    else after[name] = { from: now[name], ...before[name], to: fields[name]! }
  }
  return after
}

/**
 * `changed`: what saving would make different from how it stands. `seen`: how those fields stand, as one sees them. `clashing`: what
 * somebody else has changed too, and otherwise.
 */
export function compared<T extends object>(now: T, touched: Touched<T>) {
  const names = namesOf(touched).filter((name) => !isSame(touched[name]!.to, now[name])) as (keyof T)[]
  const begun = (name: keyof T) => touched[name]!
  return {
    changed: Object.fromEntries(names.map((name) => [name, begun(name).to])) as Partial<T>,
    seen: Object.fromEntries(names.map((name) => [name, now[name]])) as Partial<T>,
    clashing: names.filter((name) => 'from' in begun(name) && !isSame(begun(name).from, now[name])),
  }
}

/** What was typed while the save was on its way stays, and goes on from what was saved. */
export function settled<T extends object>(before: Touched<T>, sent: Partial<T>): Touched<T> {
  const after = { ...before }
  for (const name of namesOf(sent) as (keyof T)[]) {
    const to = before[name]?.to
    if (isSame(to, sent[name])) delete after[name]
    else if (after[name]) after[name] = { to: after[name].to }
  }
  return after
}

/** Settings are plain values, and lists in their order. */
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
