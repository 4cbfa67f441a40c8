import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { requireSeen } from '../platform/seen.ts'
import { PRIORITIES } from '../tickets/contract.ts'
import { priorities } from '../tickets/priority-names.ts'
import { saveSetting } from './company.ts'
import type { namePriorities } from './priorities.contract.ts'

type Wanted = Static<(typeof namePriorities)['body']>

/** L3: there are four whatever they are called; no two of them by the same name in a language. */
export async function namePrioritiesAs(ctx: Context, { seen, ...wanted }: Wanted) {
  const own = Object.fromEntries(PRIORITIES.map((priority) => [priority, trimmed(wanted[priority])]))
  for (const language of LANGUAGES) {
    const taken = new Set<string>()
    for (const priority of PRIORITIES) {
      const name = own[priority]![language] ?? ctx.voice(language)(`priority.${priority}`)
      if (taken.has(name.toLowerCase())) throw invalid(`${priority}.${language}`, 'taken')
      taken.add(name.toLowerCase())
    }
  }
  await saveSetting(ctx, 'priorities', async () => {
    requireSeen(Object.fromEntries((await priorities(ctx)).map(({ priority, names }) => [priority, names])), seen)
    return own
  })
  return priorities(ctx)
}

const trimmed = (names: Wanted['high']): Partial<Wanted['high']> =>
  Object.fromEntries(
    Object.entries(names).flatMap(([language, name]) => (name.trim() ? [[language, name.trim()]] : [])),
  )
