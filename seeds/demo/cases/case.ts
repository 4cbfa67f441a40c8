import type { CategoryName } from '../categories.ts'

/** A problem as it comes in at the desk, with all that is said about it on the way. Words in {braces} are filled in per ticket. */
export type Case = {
  about: CategoryName
  severity: 1 | 2 | 3 | 4
  reach: 1 | 2 | 3 | 4
  /** Where it ends up being solved, when that is not where it came in. */
  solvedBy?: 'segunda' | 'equipos' | 'facturacion' | 'cuentas'
  subject: string
  /** What the customer writes above it, where that is told differently. */
  titles?: string
  /** What whoever takes the call notes down. */
  call: string
  /** What the customer writes in the portal. */
  writes: string
  finds: string
  asks: string
  answers: string
  cause: string
  /** What was done in the end, as a clause: it goes into the solution and into what the customer is told. */
  done: string
  third?: { name: string; role: string; asks: string; says: string }
  /** An appointment this kind of problem needs. */
  visit?: string
}
