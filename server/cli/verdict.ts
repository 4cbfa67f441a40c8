import type { Verdict } from '../audit/verifying.ts'
import type { Say } from '../platform/i18n.ts'

/** A sentence per finding, then the sum, then what no seal covers yet. */
export function verdictSentences(
  { ok, findings, total, facts, changes, seals, unsealed }: Verdict,
  say: Say,
): string[] {
  const listed = findings.map(({ kind, params }) => say(`finding.${kind}`, params))
  if (total > listed.length) listed.push(say('verify.more', { count: total - listed.length }))
  const sum = ok ? say('verify.fine', { facts, changes, seals }) : say('verify.wrong', { count: total })
  return [...listed, sum, say('verify.unsealed', { count: unsealed })]
}
