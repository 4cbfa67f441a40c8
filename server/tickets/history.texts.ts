import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { ownPriorityNames } from './priority-names.ts'

/** Columns that point at something with a name. */
const NAMED: Record<string, string> = {
  group_id: 'groups',
  owner_id: 'agents',
  agent_id: 'agents',
  author_id: 'agents',
  customer_id: 'customers',
  reporter_id: 'customers',
  organization_id: 'organizations',
  category_id: 'categories',
  parent_id: 'categories',
  status_id: 'statuses',
  party_id: 'parties',
  question_id: 'questions',
  mailbox_id: 'mailboxes',
}
/** Where a fact points at something with a name, by such a column. */
const POINTERS = { ownerId: 'owner_id', groupId: 'group_id', partyId: 'party_id' }
/** Columns whose values are words of ours, said in the reader's language. */
const CODED: Record<string, string> = {
  status: 'status',
  priority: 'priority',
  channel: 'channel',
  side: 'side',
  party: 'side',
  author_kind: 'who',
  closed_reason: 'closedReason',
  kind: 'kind',
  direction: 'direction',
  result: 'callResult',
  outcome: 'callOutcome',
  state: 'mailState',
  bounce: 'bounce',
}

/** The names behind the ids that occur in these fields, looked up once per table. */
export async function namesIn(
  ctx: Context,
  fields: (readonly [string, readonly [unknown, unknown]])[],
): Promise<Map<string, string>> {
  const wanted = new Map<string, Set<number>>()
  for (const [field, values] of fields) {
    const table = NAMED[field]
    if (!table) continue
    const ids = wanted.get(table) ?? new Set()
    for (const id of values) if (typeof id === 'number') ids.add(id)
    wanted.set(table, ids)
  }
  const names = new Map<string, string>()
  for (const [table, ids] of wanted) {
    if (!ids.size) continue
    const { rows } = await sql<{
      id: number
      name: string
    }>`select id, ${nameOf(ctx, table)} as name from ${sql.table(table)} where id = any(${[...ids]}::bigint[])`.execute(
      ctx.db,
    )
    for (const { id, name } of rows) names.set(`${table}:${id}`, name)
  }
  if (fields.some(([field]) => field === 'priority'))
    for (const [priority, own] of Object.entries(await ownPriorityNames(ctx)))
      if (own[ctx.language]) names.set(`priority:${priority}`, own[ctx.language]!)
  return names
}

/** A question is called by its words, in the reader's language where it has them. */
const nameOf = ({ language }: Context, table: string) =>
  table === 'questions'
    ? sql`coalesce(text ->> ${language}, text ->> 'es', (select value from jsonb_each_text(text) limit 1))`
    : sql.ref('name')

/** A recorded value as people read it: names for ids, words for codes, local dates for moments. */
export function readable(ctx: Context, field: string, value: unknown, names: Map<string, string>): string | null {
  if (value === null || value === undefined) return null
  if (field in NAMED) return names.get(`${NAMED[field]}:${value}`) ?? String(value)
  if (field in CODED)
    return names.get(`${field}:${value}`) ?? ctx.say(`${CODED[field]}.${value}`, { defaultValue: String(value) })
  if (field === 'country' && /^[A-Z]{2}$/.test(String(value)))
    return new Intl.DisplayNames([ctx.language], { type: 'region' }).of(String(value)) ?? String(value)
  if (typeof value === 'boolean') return ctx.say(value ? 'yes' : 'no')
  if (Array.isArray(value)) return value.length ? value.map((each) => one(ctx, each)).join(', ') : null
  if (typeof value === 'object') return digest(ctx, value as { length?: number })
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return moment(ctx, new Date(value))
  return String(value)
}

/** One of several: a person a mail went to, or a word. */
function one(ctx: Context, value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  const { name, address } = value as { name?: string | null; address?: string | null }
  return address ? (name ? `${name} <${address}>` : address) : (name ?? ctx.say('longValue'))
}

const digest = (ctx: Context, { length }: { length?: number }) =>
  length === undefined ? ctx.say('longValue') : ctx.say('longText', { count: length })

/** By the day's own hours, as the desk's other sentences: plain English would say AM and PM. */
const moment = ({ language, actor }: Context, at: Date) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: actor.zone,
  }).format(at)

/** What a fact points at, as fields whose names are looked up. */
export const pointersIn = (detail: Record<string, unknown>) =>
  Object.entries(POINTERS).map(([key, column]) => [column, [detail[key], null]] as const)

type Diff = Record<string, [unknown, unknown]>

/** A fact in words: with whom it points at, where to, until when and what, from what to what where its change is known (Z4, S17). */
export function factText(
  ctx: Context,
  fact: string,
  detail: Record<string, unknown>,
  names: Map<string, string>,
  diff: Diff = {},
) {
  const [context, name] = named(ctx, detail, names, diff)
  return ctx.say([`fact.${fact}_${context}`, `fact.${fact}`], { ...factParams(ctx, detail), name })
}

/** Which wording it takes, and the name that stands in it. */
function named(
  ctx: Context,
  detail: Record<string, unknown>,
  names: Map<string, string>,
  diff: Diff,
): [string, string?] {
  const pointing = Object.entries(POINTERS).find(([key]) => detail[key])
  const fields = (detail.fields ?? []) as string[]
  const name = pointing
    ? readable(ctx, pointing[1], detail[pointing[0]], names)
    : (readable(ctx, 'promised_at', detail.promisedAt, names) ??
      [...new Set(fields.map((field) => edited(ctx, field, diff[field], names)))].join(', '))
  if (name) return ['named', name]
  return [detail.ownerId === null ? 'nobody' : detail.mailOnly ? 'mailOnly' : 'plain']
}

/** What fits into a line; a longer text is only called by its name. */
const LONGEST_TOLD = 120
const LONG = new Set(['summary', 'cause', 'solution', 'verification'])

function edited(ctx: Context, field: string, pair: [unknown, unknown] | undefined, names: Map<string, string>) {
  const name = fieldName(ctx, 'tickets', field)
  if (!pair || LONG.has(field)) return name
  const [before, after] = pair.map((value) => shortened(readable(ctx, field, value, names) ?? '–'))
  return `${name} (${before} → ${after})`
}

const shortened = (text: string) =>
  text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD).toWellFormed()}…` : text

function factParams(ctx: Context, detail: Record<string, unknown>) {
  const { from, to, reason, kind } = detail as Record<string, string | undefined>
  return {
    ...detail,
    from: from && ctx.say(`status.${from}`),
    to: to && ctx.say(`status.${to}`),
    reason: reason && ctx.say(`closedReason.${reason}`, { defaultValue: reason }),
    kind: kind && ctx.say(`nextAction.${kind}`, { defaultValue: kind }),
  }
}

export const fieldName = (ctx: Context, table: string, name: string) =>
  ctx.say([`fieldName.${table}.${name}`, `fieldName.${name}`], { defaultValue: camel(name) })

export const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
