import type { Priority } from './contract.ts'

/**
 * T7, L3: the priority suggested from how bad it is (severity 1 stops the work … 4 a question) and how many it touches
 * (reach 1 the whole company … 4 one person).
 */
export function suggestedPriority(severity: number | undefined, reach: number | undefined): Priority {
  if (severity === undefined && reach === undefined) return 'normal'
  const score = (severity ?? reach!) + (reach ?? severity!)
  if (score <= 2) return 'immediate'
  if (score <= 4) return 'high'
  return score <= 6 ? 'normal' : 'low'
}
