import { type Headers, headerOf } from './headers.rules.ts'
import { type Entity, readEntities } from './mime.rules.ts'

/**
 * SpamAssassin wraps a mail it suspects into a report of its own (`report_safe`): what was written, enclosed and answered stands within it
 * alone. Who sent it stands above as well, and only that is believed: anybody can write a mail that looks like such a report.
 */
export function withoutReport(entity: Entity, problems: Set<string>): Entity {
  if (entity.type !== 'multipart/mixed' || !/^yes\b/i.test(headerOf(entity.headers, 'x-spam-flag')?.trim() ?? ''))
    return entity
  const original = entity.children.find(({ params }) => params['x-spam-type']?.toLowerCase() === 'original')
  if (!original) return entity
  const within = readEntities(original.content(), problems)
  problems.add('spam_report_opened')
  return { ...within, headers: joined(entity.headers, within.headers) }
}

/** From within, though it stands above: the subject without the filter's mark, and how the body is encoded. */
const OF_THE_MAIL = /^(?:subject|mime-version|content-.*)$/i
/** Who sent it, and what a server of ours says of that: above, or not at all. */
const ABOVE_ONLY = /^(?:from|sender|authentication-results|received-spf|arc-.*|x-spam-.*)$/i

function joined(above: Headers, within: Headers): Headers {
  const own = above.filter(({ name }) => !OF_THE_MAIL.test(name))
  const said = new Set(own.map(({ name }) => name.toLowerCase()))
  return [...own, ...within.filter(({ name }) => !said.has(name.toLowerCase()) && !ABOVE_ONLY.test(name))]
}
