import { randomUUID } from 'node:crypto'
import type { Chance } from '../../seeds/big/chance.ts'
import { type Client, openClient, type Request } from '../bench/client.ts'

export type Write = { key: string; kind: string; mark: string; request: Request; ticket: number | null }
export type Acknowledged = Write & { status: number; reply: string; ticketId: number; version: number }
/** Kept outside the desk: what it said it had stored, and what it was asked and did not answer. */
export type Ledger = { acknowledged: Acknowledged[]; open: Write[]; refused: number }

export const newLedger = (): Ledger => ({ acknowledged: [], open: [], refused: 0 })

const SAID = { kind: 'call', direction: 'out', call: { result: 'answered', seconds: 30 } }
const WAYS = ['ticket', 'note', 'call', 'move', 'file', 'note', 'ticket', 'call'] as const

/** Several hands that write without pause until their connection breaks or they are told to stop. */
export async function writeUntil(
  stop: () => boolean,
  {
    port,
    token,
    hands,
    chance,
    ledger,
  }: { port: number; token: string; hands: number; chance: Chance; ledger: Ledger },
) {
  await Promise.all(
    Array.from({ length: hands }, async () => {
      const client = await openClient(port, token).catch(() => undefined)
      if (!client) return
      while (!stop() && (await writeOne(client, chance, ledger)));
      client.close()
    }),
  )
}

/** One write; false when the desk did not answer it. */
async function writeOne(client: Client, chance: Chance, ledger: Ledger): Promise<boolean> {
  const known = ledger.acknowledged.slice(-40)
  const way = known.length ? chance.one(WAYS) : 'ticket'
  const about = known.length ? chance.one(known) : null
  const mark = `marca-${randomUUID()}`
  try {
    const fileId = way === 'file' ? await upload(client, mark) : null
    const request = requestFor(way, mark, about, fileId)
    const ticket = way === 'ticket' ? null : about!.ticketId
    return await send(client, { key: mark, kind: way, mark, request, ticket }, ledger)
  } catch {
    return false
  }
}

/** Asks, and writes in the ledger what came of it. A refusal leaves nothing; no answer leaves the question open. */
export async function send(client: Client, write: Write, ledger: Ledger): Promise<boolean> {
  const headers = { 'idempotency-key': write.key }
  const reply = await client.ask({ ...write.request, headers }).catch(() => undefined)
  if (!reply || reply.status >= 500) {
    ledger.open.push(write)
    return reply !== undefined
  }
  if (reply.status >= 400) ledger.refused++
  else {
    const ticket = (reply.body.ticket ?? reply.body) as { id: number; version: number }
    const kept = {
      status: reply.status,
      reply: JSON.stringify(reply.body),
      ticketId: ticket.id,
      version: ticket.version,
    }
    ledger.acknowledged.push({ ...write, ...kept })
  }
  return true
}

function requestFor(
  way: (typeof WAYS)[number],
  mark: string,
  about: Acknowledged | null,
  fileId: number | null,
): Request {
  if (way === 'ticket') {
    const customer = { name: `Clienta ${mark.slice(6, 14)}`, email: `${mark}@correo.example` }
    return { method: 'POST', url: '/api/tickets', body: { description: mark, channel: 'phone', customer } }
  }
  const url = `/api/tickets/${about!.ticketId}/interactions`
  const next = about!.reply.includes('"status":"in_progress"') ? 'customer_action' : 'in_progress'
  const bodies = {
    note: { kind: 'note', text: mark },
    call: { ...SAID, text: mark },
    move: { ...SAID, text: mark, status: next, version: about!.version },
    file: { kind: 'note', text: mark, attachments: [{ fileId }] },
  }
  return { method: 'POST', url, body: bodies[way] }
}

async function upload(client: Client, mark: string): Promise<number> {
  const reply = await client.ask({
    method: 'POST',
    url: `/api/files?name=${mark}.txt`,
    raw: Buffer.from(mark.repeat(50)),
  })
  if (reply.status !== 201) throw new Error('not stored')
  return (reply.body as unknown as { fileId: number }).fileId
}
