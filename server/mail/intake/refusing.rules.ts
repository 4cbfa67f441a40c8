/**
 * Classes of errors by which the database refuses what it was given: data, constraints, limits, a trigger's no, and what it stumbled over
 * itself. All others (away, full, stopping, a lost race, our own SQL) would meet any mail.
 */
const OF_WHAT_WAS_GIVEN = /^(?:22|23|54|P0|XX)/

/** E1: a refusal of this one mail lets the others pass; what would meet any of them lets all of them wait. */
export const refusesTheMail = (error: unknown): boolean =>
  OF_WHAT_WAS_GIVEN.test(String((error as { code?: unknown } | null)?.code ?? ''))
