import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import type { AsDesk } from '../../server/context.ts'
import { startListening } from '../../server/mail/listening/listening.ts'
import { openLog } from '../../server/platform/log.ts'
import { items, ok } from '../acts.ts'
import { sent } from '../mails.ts'
import { until } from '../until.ts'
import { newWorld } from '../world.ts'

// E1: a site's own mail server hands mail over by LMTP or SMTP, and is told `250` once the mail is kept.

const world = newWorld()
const listeners: { stop(): Promise<void>; port: number }[] = []

beforeAll(async () => {
  for (const address of ['soporte@panaderia.example', 'ventas@panaderia.example'])
    ok(await world.raiz.call('POST', '/api/mailboxes', { address }), 201)
  for (const protocol of ['lmtp', 'smtp'] as const)
    listeners.push(await startListening(world.desk, world.app.asDesk('mail'), { protocol, host: '127.0.0.1', port: 0 }))
})
afterAll(() => Promise.all(listeners.map((listener) => listener.stop())))

const LETTER =
  'From: María <maria@cliente.example>\r\nTo: soporte@panaderia.example\r\nSubject: Horno frío\r\nMessage-ID: <horno@cliente.example>\r\n\r\nNo calienta.\r\n'

/** Hands a mail over; answers what the desk said at its end. */
const handOver = async (to: 'lmtp' | 'smtp' | number, recipients: string[], letter = LETTER) =>
  (await deliver(to, recipients, letter)).response

type Delivered = { response: string; rejected?: string[] }

async function deliver(to: 'lmtp' | 'smtp' | number, recipients: string[], letter: string): Promise<Delivered> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  const port = typeof to === 'number' ? to : listeners[to === 'lmtp' ? 0 : 1]!.port
  const wire = new Connection({ host: '127.0.0.1', port, lmtp: to !== 'smtp', ignoreTLS: true, secure: false })
  await new Promise<void>((ready, failed) => {
    wire.on('error', failed)
    wire.connect(() => ready())
  })
  try {
    return await new Promise((done, failed) =>
      wire.send({ from: 'maria@cliente.example', to: recipients }, letter, (error, info) =>
        error ? failed(error) : done(info as Delivered),
      ),
    )
  } finally {
    wire.close()
  }
}
const mails = (subject: string) =>
  items(world.raiz, '/api/mails').then((all) => all.filter((mail) => mail.subject === subject))

test('E1: handed over by LMTP, a mail becomes a ticket', async () => {
  expect(await handOver('lmtp', ['soporte@panaderia.example'])).toMatch(/^250 .*Kept/)
  await until(async () => (await mails('Horno frío'))[0]?.outcome === 'ticket_created')
  expect(await mails('Horno frío')).toMatchObject([
    { source: 'lmtp', mailbox: { address: 'soporte@panaderia.example' } },
  ])
})

test('E1: for two mailboxes at once it stands in both ledgers, and is one ticket', async () => {
  const letter = LETTER.replace('Horno frío', 'Horno y caja').replace('<horno@', '<caja@')
  await handOver('smtp', ['soporte@panaderia.example', 'Ventas+abc@panaderia.example'], letter)
  await until(async () => (await mails('Horno y caja')).filter(({ outcome }) => outcome).length === 2)
  const both = await mails('Horno y caja')
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['ignored', 'ticket_created'])
  expect(new Set(both.map(({ ticketId }) => ticketId)).size).toBe(1)
})

test('E1: an answer whose token stands in the envelope alone is on its ticket, whichever mailbox is first; else each keeps its own recipients', async () => {
  await handOver(
    'lmtp',
    ['soporte@panaderia.example'],
    LETTER.replace('Horno frío', 'Con ficha').replace('<horno@', '<ficha@'),
  )
  await until(async () => (await mails('Con ficha'))[0]?.outcome === 'ticket_created')
  const [{ ticketId }] = await mails('Con ficha')
  const { token } = await sent(world, ticketId, 'maria@cliente.example')
  const hidden = [`Soporte+${token}@panaderia.example`, `soporte+${'x'.repeat(300)}@panaderia.example`]
  const answer = LETTER.replace('Horno frío', 'Por el alias').replace('<horno@', '<alias@').replace('maria@', 'casa@')
  await handOver('smtp', ['ventas+oculto@panaderia.example', ...hidden], answer.replace('To: soporte@', 'To: alias@'))
  await until(async () => (await mails('Por el alias')).filter(({ outcome }) => outcome).length === 2)
  expect(await mails('Por el alias')).toEqual(
    expect.arrayContaining([expect.objectContaining({ outcome: 'follow_up', ticketId })]),
  )
  const { rows } = await world.desk.db.pool.query(
    `select m.detail -> 'envelope' as envelope from mails m join mailboxes b on b.id = m.mailbox_id where subject = 'Por el alias' order by b.address`,
  )
  expect(rows).toEqual([{ envelope: [hidden[0]] }, { envelope: ['ventas+oculto@panaderia.example', hidden[0]] }])
})

test('E1: a device that says the same again, without date or Message-ID, is heard again; a mail that bears one is the same mail', async () => {
  const alarm = 'From: ups@planta.example\r\nSubject: Sin corriente\r\n\r\nUPS 3.\r\n'
  const twice = async (letter: string) =>
    new Set([
      await handOver('smtp', ['ventas@panaderia.example'], letter),
      await handOver('smtp', ['ventas@panaderia.example'], letter),
    ])
  expect((await twice(alarm)).size).toBe(2)
  expect((await twice(`Date: Mon, 2 Mar 2026 09:00:00 -0300\r\n${alarm}`)).size).toBe(1)
})

test('more recipients at once than servers take are asked to come again', async () => {
  const many = Array.from({ length: 101 }, (_, n) => `soporte+${n}@panaderia.example`)
  const { response, rejected } = await deliver('smtp', many, LETTER.replace('<horno@', '<cien@'))
  expect(rejected).toEqual([many[100]])
  const { rows } = await world.desk.db.pool.query(
    `select jsonb_array_length(detail -> 'envelope') as kept from mails where id = $1`,
    [/Kept as (\d+)$/.exec(response)?.[1]],
  )
  expect(rows).toEqual([{ kept: 100 }])
})

test('Eva cannot use the desk to send her mail elsewhere', async () => {
  await expect(handOver('smtp', ['victima@otra.example'])).rejects.toThrow(/No such mailbox/)
})

test('E1: whoever writes to the postmaster of a domain of ours, or of none, is heard: by the mailbox of the desk; another domain’s is none of ours', async () => {
  const write = (to: string, subject: string) =>
    handOver('smtp', [to], LETTER.replace('Horno frío', subject).replace('<horno@', `<${subject}@`))
  await write('PostMaster', 'p1')
  await write('postmaster@panaderia.example', 'p2')
  for (const subject of ['p1', 'p2']) await until(async () => (await mails(subject))[0]?.outcome === 'ticket_created')
  const kept = [...(await mails('p1')), ...(await mails('p2'))].map((mail) => mail.mailbox.address)
  expect(kept).toEqual(['soporte@panaderia.example', 'soporte@panaderia.example'])
  await expect(write('postmaster@otra.example', 'p3')).rejects.toThrow(/No such mailbox/)
})

test('what cannot be kept just now is not acknowledged: the other side keeps it', async () => {
  const { db } = world.desk
  world.desk.db = new Proxy(db, {
    get: (target, name) => {
      if (name === 'getExecutor') throw new Error('The database is away.')
      return Reflect.get(target, name)
    },
  })
  try {
    await expect(handOver('lmtp', ['soporte@panaderia.example'], LETTER.replace('<horno@', '<nunca@'))).rejects.toThrow(
      /451/,
    )
  } finally {
    world.desk.db = db
  }
})

describe('where the disk takes nothing more', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ventanilla-full-'))
  const said: string[] = []
  let listener: { stop(): Promise<void>; port: number }

  beforeAll(async () => {
    writeFileSync(join(folder, 'full'), '')
    const tell = (level: string) => (_about: object, words: string) => said.push(`${level}: ${words}`)
    const log = Object.assign(Object.create(world.desk.log), { warn: tell('warn'), error: tell('error') })
    const desk = { ...world.desk, config: { ...world.desk.config, dataDir: join(folder, 'full') }, log }
    const lmtp = { protocol: 'lmtp', host: '127.0.0.1', port: 0 } as const
    listener = await startListening(desk, world.app.asDesk('mail'), lmtp, { largest: 3_000_000 })
  })
  afterAll(async () => {
    await listener.stop()
    rmSync(folder, { recursive: true })
  })
  const large = (size: number) =>
    handOver(listener.port, ['soporte@panaderia.example'], `${LETTER}${'Un horno enorme.\r\n'.repeat(size / 18)}`)

  test('a large mail is read to its end and stays with the other side', async () => {
    expect(await large(2_500_000)).toMatch(/^451/)
  })

  test('E1: one larger than any we take is refused for good, at its end', async () => {
    expect(await large(4_000_000)).toMatch(/^552/)
  })

  test('Eva hangs up in mid-mail: a line without a stack, and nothing kept', async () => {
    said.length = 0
    const wire = connect(listener.port, '127.0.0.1')
    wire.on('data', (line) => {
      if (/^220/.test(`${line}`))
        wire.write('LHLO eva\r\nMAIL FROM:<eva@otra.example>\r\nRCPT TO:<soporte@panaderia.example>\r\nDATA\r\n')
      if (/^354/m.test(`${line}`)) wire.end('Subject: Nada\r\n\r\nNa')
    })
    await until(async () => said.length > 0)
    expect(said).toEqual([expect.stringMatching(/^warn: .*hung up/)])
    expect(await mails('Nada')).toEqual([])
  })
})

test('who hangs up in the middle of a POST is a line in the log, and no fault of ours', async () => {
  const said: { level: number; msg: string }[] = []
  const log = openLog('info', { write: (line) => void said.push(JSON.parse(line)) })
  const app = await buildApp({ ...world.desk, log })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const head = [`POST /api/mails HTTP/1.1`, 'Host: desk', `Authorization: Bearer ${world.raiz.token}`]
  const more = ['Content-Type: message/rfc822', 'Content-Length: 5000', '', 'Subject: A medias']
  const wire = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  wire.write([...head, ...more].join('\r\n'), () => wire.end())
  await until(async () => said.some(({ msg }) => /hung up/.test(msg)))
  await app.close()
  expect(said.filter(({ level }) => level > 30)).toEqual([])
  expect(await mails('A medias')).toEqual([])
})

describe('E1: what the database refuses for what it is', () => {
  const query = (text: string) => world.desk.db.pool.query(text)
  const refused = async (letter: string) => {
    await query(
      'create trigger say_no before insert on mails for each row when (new.raw is not null) execute function say_no()',
    )
    const said = await handOver('lmtp', ['soporte@panaderia.example', 'ventas@panaderia.example'], letter)
    await query('drop trigger say_no on mails')
    expect(said).toMatch(/^250 .*Kept as \d+, \d+/)
    return (await items(world.raiz, '/api/mails?outcome=held')).slice(0, 2)
  }
  beforeAll(() =>
    query(`create function say_no() returns trigger language plpgsql as $$ begin raise exception 'unstorable'; end $$`),
  )

  test('E1: it stands in both ledgers as held, with its sender and subject, and is acknowledged', async () => {
    const held = await refused(LETTER.replace('Horno frío', 'Horno roto').replace('<horno@', '<roto@'))
    const line = {
      source: 'lmtp',
      reason: 'refused',
      canRetry: true,
      from: 'maria@cliente.example',
      subject: 'Horno roto',
    }
    expect(held).toMatchObject([line, line])
    ok(await world.raiz.call('POST', `/api/mails/${held[0].id}/retry`))
    await world.takeInMail()
    expect((await mails('Horno roto'))[0].outcome).toBe('ticket_created')
  })

  test('E1: its head is noted as far as a line goes, whatever it holds, and is not missed where it cannot be noted', async () => {
    const endless = LETTER.replace('Horno frío', `Horno\0 ${'=?utf-8?q?=00=ED=A0=80?= y más '.repeat(20_000)}`)
    const [{ from, subject }] = await refused(endless.replace('<horno@', '<eterno@'))
    expect([from, subject.length < 2000, subject.slice(0, 5)]).toEqual(['maria@cliente.example', true, 'Horno'])
    await query(
      'create trigger say_no_more before update on mails for each row when (new.subject is not null) execute function say_no()',
    )
    const held = await refused(LETTER.replace('<horno@', '<mudo@'))
    await query('drop trigger say_no_more on mails')
    expect(held).toMatchObject([
      { reason: 'refused', subject: null },
      { reason: 'refused', subject: null },
    ])
  })
})

test('however many come at once, a few are decided at a time: the desk’s connections are everybody’s', async () => {
  let [now, most] = [0, 0]
  const asDesk: AsDesk = async (work) => {
    most = Math.max(most, ++now)
    return world.app
      .asDesk('mail')(work)
      .finally(() => now--)
  }
  const listener = await startListening(world.desk, asDesk, { protocol: 'lmtp', host: '127.0.0.1', port: 0 })
  try {
    const letters = Array.from({ length: 20 }, (_, n) => LETTER.replaceAll(/Horno frío|horno@/g, `flood${n}@`))
    await Promise.all(letters.map((each) => handOver(listener.port, ['soporte@panaderia.example'], each)))
    await until(async () => (await items(world.raiz, '/api/mails?outcome=waiting')).length === 0)
  } finally {
    await listener.stop()
  }
  expect(most).toBeLessThanOrEqual(4)
})

test('E1: a small mail waits behind no large ones', async () => {
  let [held, waiting] = [true, 0]
  const { promise: over, resolve: letGo } = Promise.withResolvers<void>()
  const asDesk: AsDesk = async (work) => {
    waiting++
    if (held) await over
    return world.app.asDesk('mail')(work)
  }
  const listener = await startListening(world.desk, asDesk, { protocol: 'lmtp', host: '127.0.0.1', port: 0 })
  const send = (name: string, more = '') => {
    const letter = LETTER.replace('Horno frío', name).replaceAll(/maria@|horno@/g, `${name.toLowerCase()}@`)
    return handOver(listener.port, ['soporte@panaderia.example'], letter + more)
  }
  try {
    const more = 'Un horno enorme.\r\n'.repeat(70_000)
    for (const name of ['Grande1', 'Grande2', 'Grande3', 'Grande4']) await send(name, more)
    await until(async () => waiting > 0)
    await sleep(500)
    held = false
    await send('Chica')
    await until(async () => (await mails('Chica'))[0]?.outcome === 'ticket_created')
    expect(await mails('Grande2')).toEqual([])
  } finally {
    letGo()
    await listener.stop()
  }
})
