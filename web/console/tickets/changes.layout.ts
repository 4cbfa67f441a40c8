import type { ReplyOf } from '../../../server/platform/contract.ts'
import type { listChanges } from '../../../server/tickets/history.contract.ts'

export type Change = ReplyOf<typeof listChanges>['items'][number]
/** What was done in one go: who, when, what happened, and the fields it changed. */
export type Occasion = { key: string; first: Change; happened: string[]; changes: Change[] }
/** What one row of the record holds: the ticket, a mail of its, a stretch of its status. */
export type Row = { key: string; title: string; changes: Change[] }
export type Wanted = { everything: boolean; field: string; actor: string }

/** L9: one save is one occasion, in the order of the record; a filter leaves out the occasions it empties. */
export function occasionsOf(changes: Change[], { everything, field, actor }: Wanted): Occasion[] {
  const occasions = new Map<string, Occasion>()
  for (const change of changes) {
    if (actor && change.actor.name !== actor) continue
    const key = change.request ?? `${change.at} ${change.actor.name}`
    const occasion = occasions.get(key) ?? { key, first: change, happened: [], changes: [] }
    occasions.set(key, occasion)
    const { fact, factText } = change
    if (factText && !SAYS_NOTHING.has(fact!) && !occasion.happened.includes(factText)) occasion.happened.push(factText)
    if (everything || isAPersons(change)) occasion.changes.push(change)
  }
  const all = [...occasions.values()].map((occasion) => {
    const told = everything ? occasion.changes : occasion.changes.filter(isNoEcho)
    return { ...occasion, changes: inOrder(told.filter((change) => !field || change.fieldText === field)) }
  })
  return all.filter((occasion) => occasion.changes.length > 0 || (!field && occasion.happened.length > 0))
}

/** Everything that was recorded in one go, row by row: the same field stands in several of them. */
export function rowsOf(changes: Change[]): Row[] {
  const rows = new Map<string, Row>()
  for (const change of changes) {
    const key = `${change.table} ${change.rowId}`
    const row = rows.get(key) ?? { key, title: change.tableText, changes: [] }
    rows.set(key, row)
    row.changes.push(change)
  }
  return [...rows.values()].sort((a, b) => Number(isOfTicket(b)) - Number(isOfTicket(a)))
}
const isOfTicket = ({ changes }: Row) => changes[0]!.table === 'tickets'

/** «Datos modificados»: the fields below say which. */
const SAYS_NOTHING = new Set(['ticket.edited'])

/** What the desk writes down beside a person's change (its rows of states, calls, parties) repeats it in other words. */
export function isAPersons({ table, field, old, oldText, newText }: Change): boolean {
  if (!oldText && !newText) return false
  const born = old === null || old === undefined
  if (table === 'tickets') return !(born && BORN_WITH.has(field))
  return !born && !OWN_TABLES.has(table)
}

const OWN_TABLES = new Set(['status_rows', 'interactions', 'calls', 'mail_messages', 'outgoing_mails'])
const BORN_WITH = new Set(['createdAt', 'reopenCount', 'description', 'channel'])

/** The company's name for a state says the state too. */
const isNoEcho = (change: Change, _: number, all: Change[]) =>
  change.field !== 'statusId' || !all.some(({ rowId, field }) => rowId === change.rowId && field === 'status')

const ORDER = ['subject', 'customerId', 'organizationId', 'reporterId', 'status', 'groupId', 'ownerId', 'priority']
const place = ({ field }: Change) => (ORDER.includes(field) ? ORDER.indexOf(field) : ORDER.length)
const inOrder = (changes: Change[]) => changes.toSorted((a, b) => place(a) - place(b))
