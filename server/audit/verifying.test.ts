import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { playAfternoon } from '../../test/afternoon.ts'
import { newWorld } from '../../test/world.ts'
import { sealRecord } from './sealing.ts'
import { sealsFile } from './seals-file.ts'
import { recorded } from './tables.ts'
import { verifyRecord } from './verifying.ts'

const world = newWorld()
let ticketId: number

beforeAll(async () => {
  await sealUntilNothingIsLeft()
  ;({ ticketId } = await playAfternoon(world))
  await sealUntilNothingIsLeft()
  await run('create table kept_changes as table changes')
  await run('create table kept_facts as table facts')
  await run('create table kept_seals as table seals')
  await run('create table kept_tickets as table tickets')
})

test('after a busy afternoon the record holds, and nothing waits to be sealed', async () => {
  const verdict = await verify()
  expect(verdict.findings).toEqual([])
  expect(verdict).toMatchObject({ ok: true, unsealed: 0 })
  expect(verdict.changes).toBeGreaterThan(100)
  expect(verdict.seals).toBeGreaterThan(3)
})

test('the afternoon has written to every recorded table', async () => {
  const { rows } = await run('select distinct tbl from changes')
  const written = rows.map(({ tbl }) => tbl)
  expect(recorded.filter((table) => !written.includes(table))).toEqual([])
})

/** One hand-typed statement for each thing a row must hold (migration 0132). */
const broken = {
  tickets: [
    ...[`subject = ''`, 'severity = 5', 'reach = 0', `next_who = 'nobody'`, `status = 'closed'`, 'closed_at = now()'],
    ...[`closed_reason = 'agent'`, `status = 'completed'`, 'resolved_at = now()'],
  ],
  interactions: [`direction = 'up'`, `party = 'nobody'`, `kind = 'note', internal = false`],
  mails: [`source = 'fax'`, `outcome = 'lost'`, 'raw = null', `storage = 'as well'`, 'decided_at = null'],
  outgoing_mails: [
    ...[`kind = 'fax'`, `state = 'lost'`, 'try_at = null', 'interaction_id = null', 'ticket_id = null'],
    ...[`kind = 'test'`, `test = '{}'`],
  ],
}

test('a row that contradicts itself is refused by the database', async () => {
  for (const [table, wrongs] of Object.entries(broken))
    for (const wrong of wrongs)
      await expect(run(`update ${table} set ${wrong}`), `${table}: ${wrong}`).rejects.toMatchObject({ code: '23514' })
})

describe('what somebody with the keys of the database did is found:', () => {
  test('a change that says something else', async () => {
    const found = await tampered(`update changes set diff = jsonb_set(diff, '{subject,1}', '"Otra cosa"')
      where tbl = 'tickets' and row_id = '${ticketId}' and op = 'insert'`)
    expect(found).toContain('change_altered')
  })

  test('a change that says something else, with a digest that fits', async () => {
    const found = await tampered(`update changes set at = at - interval '1 hour',
        digest = change_digest(salt, at - interval '1 hour', fact_id, actor_kind, actor_id, source, tbl, row_id, op, diff)
      where id = (select max(id) from changes where tbl = 'tickets')`)
    expect(found).toEqual(['sealed_altered'])
  })

  test('a change given to another ticket', async () => {
    expect(await tampered(`update changes set ticket_id = ${ticketId} where id = ${someChange}`)).toEqual([
      'sealed_altered',
    ])
  })

  test('a change taken out', async () => {
    const found =
      await tampered(`delete from changes where tbl = 'tickets' and row_id = '${ticketId}' and diff ? 'status'
      and op = 'update' and id = (select min(id) from changes where tbl = 'tickets' and row_id = '${ticketId}' and op = 'update' and diff ? 'status')`)
    expect(found).toEqual(['link_missing', 'sealed_count'])
  })

  test('a change put in among sealed ones', async () => {
    expect(await tampered(`${FORGERY('(select xid from changes order by xid limit 1)')}`)).toEqual([
      'link_missing',
      'row_altered',
      'sealed_count',
    ])
  })

  test('a change put in at the end, which no seal covers yet', async () => {
    expect(await tampered(`${FORGERY('record_xid()')}`)).toEqual(['link_missing', 'row_altered'])
  })

  test('a fact rewritten', async () => {
    const found = await tampered(
      `update facts set actor_id = 1 where type = 'ticket.closed' and ticket_id = ${ticketId}`,
    )
    expect(found).toEqual(['sealed_altered'])
  })

  test('a fact taken out', async () => {
    const found = await tampered(`delete from facts where type = 'ticket.closed' and ticket_id = ${ticketId}`)
    expect(found).toEqual(['fact_missing', 'sealed_count'])
  })

  test('a seal taken out of the middle', async () => {
    const found = await tampered('delete from seals where id = (select id from seals order by id offset 1 limit 1)')
    expect(found).toEqual(expect.arrayContaining(['chain_broken', 'file_alone']))
  })

  test('the last seals taken out together with what they sealed', async () => {
    const found = await tampered(`delete from seals where id = (select max(id) from seals)`)
    expect(found).toEqual(['file_alone'])
  })

  test('a seal made anew without the key', async () => {
    const found = await tampered(`update seals set mac = sha256(mac) where id = (select max(id) from seals)`)
    expect(found).toEqual(['file_differs', 'seal_unsigned'])
  })

  test('a ticket edited with the triggers off', async () => {
    expect(await tampered(`update tickets set subject = 'Nunca pasó' where id = ${ticketId}`)).toEqual(['row_altered'])
  })

  test('a long text edited with the triggers off, although the record keeps only its digest', async () => {
    expect(await tampered(`update tickets set description = 'Nunca pasó' where id = ${ticketId}`)).toEqual([
      'row_altered',
    ])
  })

  test('a ticket edited with the triggers off and then, lawfully, back again', async () => {
    const before = `select subject from kept_tickets where id = ${ticketId}`
    await off('tickets', `update tickets set subject = 'Nunca pasó' where id = ${ticketId}`)
    await run(`update tickets set subject = (${before}) where id = ${ticketId}`)
    const found = kinds(await verify())
    await putBack()
    expect(found).toEqual(['link_missing'])
  })

  test('an answer removed with the triggers off', async () => {
    await run('create table kept_answers as table answers')
    await off('answers', `delete from answers where ticket_id = ${ticketId}`)
    const found = kinds(await verify())
    await off('answers', 'insert into answers table kept_answers')
    expect(found).toEqual(['row_missing'])
  })

  test('a column that came later, though the table was written anew since: nothing', async () => {
    await run(
      `alter table parties add column mood text not null default 'calm', add column loud text generated always as (upper(mood)) stored`,
    )
    await run('drop trigger record_change on parties')
    await run(`select recorded('parties', ticket => 'ticket_id', derived => '{loud}')`)
    const { findings } = await verify()
    await run('alter table parties drop column loud, drop column mood')
    expect(findings).toEqual([])
  })

  test('a trigger left switched off', async () => {
    await run('alter table parties disable trigger record_change')
    const { findings } = await verify()
    await run('alter table parties enable trigger record_change')
    expect(findings).toEqual([{ kind: 'trigger_off', params: { table: 'parties', trigger: 'record_change' } }])
  })

  test('the end of the file cut off', async () => {
    const file = sealsFile(world.desk.config.dataDir)
    const whole = readFileSync(file)
    truncateSync(file, whole.lastIndexOf('\n', whole.length - 2) + 1)
    const found = kinds(await verify())
    writeFileSync(file, whole)
    expect(found).toEqual(['file_short'])
  })
})

test('values that were lawfully erased leave a gap that passes; the same gap without its fact does not', async () => {
  const { rows } = await run(`select ${someChange} as id`)
  const erase = `set local app.erasing = 'on'; update changes set diff = null, salt = null where id = ${someChange}`
  await run(`begin; ${erase}; commit`)
  const unlawful = kinds(await verify())
  await run(
    `insert into facts (type, actor_kind, source, detail, at) values ('changes.erased', 'system', 'test', '{"changeIds": [${rows[0].id}]}', now())`,
  )
  const lawful = kinds(await verify())
  await putBack()
  expect({ unlawful, lawful }).toEqual({ unlawful: ['erased_unlawfully'], lawful: [] })
})

test('what was said since the last seal is counted, not complained about', async () => {
  await run(`update tickets set summary = 'Escrito a mano' where id = ${ticketId}`)
  expect(await verify()).toMatchObject({ ok: true, unsealed: 1 })
})

const someChange = `(select id from changes where tbl = 'customers' and op = 'update' order by id limit 1)`
const FORGERY = (xid: string) => `
  insert into changes (xid, at, actor_kind, source, ticket_id, tbl, row_id, op, diff, salt, digest)
  select ${xid}, now, 'system', 'forged', ${ticketId}, 'tickets', '${ticketId}', 'update', diff, salt,
         change_digest(salt, now, null, 'system', null, 'forged', 'tickets', '${ticketId}', 'update', diff)
    from (select desk_now() as now, '{"subject": ["Algo", "Otra cosa"]}'::jsonb as diff, '\\x00'::bytea as salt) forged`

const run = (query: string): Promise<{ rows: any[] }> => world.desk.db.pool.query(query)
const verify = () => verifyRecord({ ...world.desk.config, databaseUrl: world.desk.config.databaseUrl! })
const kinds = ({ findings }: { findings: { kind: string }[] }) => [...new Set(findings.map(({ kind }) => kind))].sort()

/** Other tests write in other databases of this server: their transactions hold the horizon back for a moment. */
async function sealUntilNothingIsLeft() {
  do await sealRecord(world.desk)
  while ((await verify()).unsealed)
}

/** As somebody who may switch triggers off. */
async function off(table: string, query: string) {
  await run(
    `begin; alter table ${table} disable trigger user; ${query}; alter table ${table} enable trigger user; commit`,
  )
}

async function tampered(query: string): Promise<string[]> {
  await off(/(?:update|from|into) (\w+)/.exec(query)![1]!, query)
  const found = kinds(await verify())
  await putBack()
  return found
}

async function putBack() {
  for (const table of ['changes', 'facts', 'seals'])
    await off(table, `truncate ${table}; insert into ${table} table kept_${table}`)
  await off(
    'tickets',
    `update tickets t set subject = k.subject, description = k.description from kept_tickets k where k.id = t.id`,
  )
}
