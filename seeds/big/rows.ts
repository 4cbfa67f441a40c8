import { hash } from 'node:crypto'
import type { Chance } from './chance.ts'
import type { Word } from './words.ts'

/** Columns in the order in which rows are written here; facts and changes take their xid from the copying transaction. */
export const TABLES = {
  organizations: 'id,name,name_words,created_at',
  customers: 'id,name,organization_id,name_words,to_compare,created_at',
  customer_words: 'word',
  customer_phones: 'id,customer_id,position,number,e164,kind,country,valid,digits',
  customer_emails: 'id,customer_id,position,address',
  tickets: `id,subject,description,status,status_id,priority,channel,group_id,owner_id,customer_id,organization_id,solution,resolved_at,
    closed_at,closed_reason,version,created_at,updated_at,new_interaction,last_interaction_at,first_response_at,customer_told_at,
    contact_tried_at,worked_at,estimated_at,estimate_on_hold,next_kind,next_due_at,next_who,alarmed_due_at,alarm_level,sweep_at`,
  status_rows: 'ticket_id,seq,status,status_id,side,"from"',
  parties: 'id,ticket_id,role,name,function,chase_at,awaited,since',
  calls: 'id,ticket_id,customer_id,group_id,agent_id,direction,result,outcome,started_at,seconds',
  interactions: 'id,ticket_id,kind,direction,party,internal,text,visible_text,call_id,author_kind,author_id,at',
  targets: 'ticket_id,kind,due_at,met_at,on_hold,basis',
  search_entries: 'id,ticket_id,source,words',
  facts: 'id,type,ticket_id,customer_id,actor_kind,actor_id,source,request,detail,at',
  changes: 'id,at,request,fact_id,actor_kind,actor_id,source,ticket_id,customer_id,tbl,row_id,op,diff,salt,digest',
} as const
export type Table = keyof typeof TABLES
export type Ids = Record<Table, number>
export type Value = string | number | boolean | null

/** Who did something, when (epoch seconds), and under which fact. */
export type Deed = { at: number; agent: number | null; source: string; request: string; fact: number }

/** Rows as COPY wants them, table by table; with each fact and change written by the side of what it tells. */
export function rowWriter(ids: Ids, chance: Chance) {
  const lines = Object.fromEntries(Object.keys(TABLES).map((table) => [table, [] as string[]])) as Record<
    Table,
    string[]
  >
  const add = (table: Table, ...values: Value[]) => lines[table].push(values.map(field).join('\t'))
  const nextId = (table: Table) => ++ids[table]
  /** The id the next row will have. */
  const upcomingId = (table: Table) => ids[table] + 1

  function fact(
    type: string,
    about: { ticket?: number; customer?: number },
    at: number,
    agent: number | null,
    source: string,
    request: string,
    detail = '{}',
  ): Deed {
    const id = nextId('facts')
    const { ticket = null, customer = null } = about
    add(
      'facts',
      id,
      type,
      ticket,
      customer,
      agent === null ? 'system' : 'agent',
      agent,
      source,
      request,
      detail,
      iso(at),
    )
    return { at, agent, source, request, fact: id }
  }

  /** The row that the trigger would have written; `diff` is JSON in the database's own order of keys and spacing. */
  function change(
    deed: Deed,
    op: 'insert' | 'update',
    tbl: Table,
    row: string | number,
    about: { ticket?: number; customer?: number },
    diff: string,
  ) {
    const kind = deed.agent === null ? 'system' : 'agent'
    const salt = saltFrom(chance)
    const who = deed.agent === null ? '' : `|${deed.agent}`
    const digest = sealed(
      salt,
      `${deed.at}.000000|${deed.fact}|${kind}${who}|${deed.source}|${tbl}|${row}|${op}|${diff}`,
    )
    const { ticket = null, customer = null } = about
    const { request, fact, agent, source } = deed
    const when = iso(deed.at)
    const id = nextId('changes')
    const hex = salt.toString('hex', 0, 16)
    add(
      'changes',
      id,
      when,
      request,
      fact,
      kind,
      agent,
      source,
      ticket,
      customer,
      tbl,
      row,
      op,
      diff,
      `\\\\x${hex}`,
      `\\\\x${digest}`,
    )
  }

  function take(): Record<Table, Buffer> {
    return Object.fromEntries(
      Object.entries(lines).map(([table, rows]) => {
        const bytes = Buffer.from(rows.length ? `${rows.join('\n')}\n` : '')
        rows.length = 0
        return [table, bytes]
      }),
    ) as Record<Table, Buffer>
  }
  return { add, fact, change, nextId, upcomingId, take }
}
export type RowWriter = ReturnType<typeof rowWriter>

let lastMoment = { seconds: Number.NaN, text: '' }

/** A moment as the database writes it, to the second; mostly the same one is asked for many times in a row. */
export function iso(seconds: number): string {
  if (lastMoment.seconds !== seconds)
    lastMoment = { seconds, text: `${new Date(seconds * 1000).toISOString().slice(0, 19)}+00:00` }
  return lastMoment.text
}

type Json = Value | undefined | readonly string[] | { digest: string; length: number }

/** The diff of a new row. Keys must come shortest first, then by letters, as the database keeps them; undefined ones are left out. */
export function inserted(fields: Record<string, Json>): string {
  const told = Object.entries(fields).filter(([, value]) => value !== undefined)
  return `{${told.map(([name, value]) => `"${name}": [null, ${json(value)}]`).join(', ')}}`
}

export function updated(fields: Record<string, readonly [Json, Json]>): string {
  const told = Object.entries(fields)
  return `{${told.map(([name, [before, after]]) => `"${name}": [${json(before)}, ${json(after)}]`).join(', ')}}`
}

const json = (value: Json) =>
  typeof value === 'object' && value !== null && 'digest' in value
    ? `{"digest": "${value.digest}", "length": ${value.length}}`
    : JSON.stringify(value)

/** What the record keeps of a long immutable text. */
export const digested = (text: string) => ({ digest: hash('sha256', text), length: text.length })

/** The index entry of a text, as search_vector() makes it: stems under A, then the plain words under B. */
export function searchVector(words: Word[]): string {
  let vector = ''
  let last = 0
  words.forEach(({ stem }, i) => {
    if (!stem) return
    last = i + 1
    vector += `${stem}:${last}A `
  })
  words.forEach(({ plain }, i) => {
    vector += `${plain}:${last + i + 1}B `
  })
  return vector
}

const field = (value: Value) => (value === null ? '\\N' : value === true ? 't' : value === false ? 'f' : value)

const sealing = Buffer.alloc(16_384)

function saltFrom(chance: Chance): Buffer {
  for (let i = 0; i < 16; i += 4) sealing.writeUInt32LE(chance.next(), i)
  return sealing
}

function sealed(salt: Buffer, text: string): string {
  const length = salt.write(text, 16)
  return hash('sha256', salt.subarray(0, 16 + length))
}
