import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { idCursor } from '../platform/cursor.ts'
import { namesIn } from '../tickets/history.texts.ts'
import type { SettingChange } from './contract.ts'
import { differing, inWords } from './record.rules.ts'

type Item = Static<typeof SettingChange>
type Filter = { table?: string; actorId?: number; from?: string; to?: string; cursor?: string; limit?: number }
type Diff = Record<string, [unknown, unknown]>
type Row = {
  id: number
  at: Date
  actor_kind: string
  actor_id: number | null
  actor_name: string | null
  source: string
  tbl: string
  row_id: string
  op: Item['op']
  diff: Diff | null
}

/** The tables of settings; the index changes_of_settings holds the same ones. */
export const SETTING_TABLES = [
  ...['settings', 'agents', 'groups', 'memberships', 'tokens', 'access_links', 'totps', 'recovery_codes', 'passkeys'],
  ...['providers', 'identities', 'statuses', 'categories', 'questions', 'calendars', 'policies', 'policy_targets'],
  ...['secrets', 'mailboxes', 'logos', 'mail_templates', 'call_scripts', 'mailbox_oauth', 'library_files'],
]

/** Who changed which setting, when, from what to what: as recorded by the database, in words. */
export async function settingChanges(
  ctx: Context,
  filter: Filter,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const limit = filter.limit ?? 50
  const tables = filter.table ? SETTING_TABLES.filter((table) => table === filter.table) : SETTING_TABLES
  const before = idCursor(filter.cursor)
  // The tables stand in the statement itself: only so does the database know that its small index will do.
  const { rows } = await sql<Row>`
    select c.id, c.at, c.actor_kind, c.actor_id, a.name as actor_name, c.source, c.tbl, c.row_id, c.op, c.diff
    from changes c left join agents a on a.id = c.actor_id and c.actor_kind = 'agent'
    where c.tbl in (${sql.join(tables.length ? tables.map((table) => sql.lit(table)) : [sql.lit('')])})
      ${before ? sql`and c.id < ${before}` : sql``} ${filter.actorId ? sql`and c.actor_id = ${filter.actorId}` : sql``}
      ${filter.from ? sql`and c.at >= ${filter.from}` : sql``} ${filter.to ? sql`and c.at < ${filter.to}` : sql``}
    order by c.id desc limit ${limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  const names = await namesIn(
    ctx,
    page.flatMap((row) => Object.entries(row.diff ?? {})),
  )
  const rowNames = await namesOfRows(ctx, page)
  const items = page.map((row) => item(ctx, row, names, rowNames))
  return { items, nextCursor: rows.length > limit ? String(page.at(-1)!.id) : null }
}

function item(ctx: Context, row: Row, names: Map<string, string>, rowNames: Map<string, string>): Item {
  const { say } = ctx
  const fields = differing(row.diff ?? {}).map(({ field, before, after }) => ({
    field,
    fieldText: say(`settingField.${row.tbl}.${field}`, {
      defaultValue: say(`settingField.${field}`, { defaultValue: field }),
    }),
    oldText: row.op === 'insert' ? null : inWords(say, field, before, names),
    newText: row.op === 'delete' ? null : inWords(say, field, after, names),
  }))
  const actor = row.actor_name ?? say(`who.${row.actor_kind}`, { defaultValue: row.actor_kind })
  return {
    ...{ id: row.id, at: row.at, source: row.source, op: row.op, table: row.tbl, fields },
    actor: { kind: row.actor_kind, id: row.actor_id, name: actor },
    tableText: say(`settingTable.${row.tbl}`, { defaultValue: row.tbl }),
    rowText: rowNames.get(`${row.tbl}:${row.row_id}`) ?? '',
  }
}

/** What the changed row is called; what is gone is called what its last change says. */
const CALLED: Record<string, string> = {
  ...Object.fromEntries(
    ['agents', 'groups', 'statuses', 'categories', 'calendars', 'policies', 'providers'].map((table) => [
      table,
      `select id::text as row_id, name from ${table}`,
    ]),
  ),
  ...Object.fromEntries(
    ['tokens', 'access_links', 'totps', 'recovery_codes', 'passkeys', 'identities'].map((table) => [
      table,
      `select t.id::text as row_id, a.name from ${table} t join agents a on a.id = t.agent_id`,
    ]),
  ),
  memberships: `select a.id || '/' || g.id as row_id, a.name || ' · ' || g.name as name from agents a, groups g`,
  mailboxes: 'select id::text as row_id, address as name from mailboxes',
  mail_templates: `select id::text as row_id, kind || ' · ' || language as name from mail_templates`,
  call_scripts: `select s.id::text as row_id, concat_ws(' · ', g.name, s.language) as name from call_scripts s left join groups g on g.id = s.group_id`,
  questions: `select q.id::text as row_id, c.name from questions q join categories c on c.id = q.category_id`,
}

/** Called by what they are for and in which language: codes, to be said in words. */
const CODED_NAMES = new Set(['mail_templates', 'call_scripts'])
const inWordsOf = (say: Context['say'], name: string) =>
  name
    .split(' · ')
    .map((part) =>
      say(`settingValue.kind.${part}`, { defaultValue: say(`settingValue.language.${part}`, { defaultValue: part }) }),
    )
    .join(' · ')

async function namesOfRows({ db, say }: Context, rows: Row[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const { tbl, row_id, diff } of rows) {
    const [before, after] = diff?.name ?? diff?.title ?? []
    const name = after ?? before
    if (tbl === 'settings') names.set(`${tbl}:${row_id}`, say(`setting.${row_id}`, { defaultValue: row_id }))
    else if (typeof name === 'string') names.set(`${tbl}:${row_id}`, name)
  }
  for (const [table, select] of Object.entries(CALLED)) {
    const ids = rows.filter(({ tbl }) => tbl === table).map(({ row_id }) => row_id)
    if (!ids.length) continue
    const found = await sql<{ row_id: string; name: string }>`
      select row_id, name from (${sql.raw(select)}) called where row_id = any(${ids}::text[])`.execute(db)
    for (const { row_id, name } of found.rows)
      names.set(`${table}:${row_id}`, CODED_NAMES.has(table) ? inWordsOf(say, name) : name)
  }
  return names
}
