import { get, type IncomingMessage } from 'node:http'
import type { Client } from './client.ts'
import { summary, type Times } from './measuring.ts'

type Heard = { ticketId: number; at: number }

/** From the reply to a note until each of fifty listening browsers has heard of it. */
export async function liveLatency(
  port: number,
  token: string,
  client: Client,
  tickets: number[],
  { listeners = 50, notes = 40 } = {},
): Promise<{ times: Times; heard: number; expected: number }> {
  const heard: Heard[] = []
  const streams = await Promise.all(Array.from({ length: listeners }, () => listen(port, token, heard)))
  const times: number[] = []
  let expected = 0
  for (let n = 0; n < notes; n++) {
    const ticketId = tickets[n % tickets.length]!
    heard.length = 0
    const url = `/api/tickets/${ticketId}/interactions`
    await client.ask({ method: 'POST', url, body: { kind: 'note', text: 'Nota para quienes escuchan' } })
    const committed = performance.now()
    expected += listeners
    await until(() => heard.filter((event) => event.ticketId === ticketId).length >= listeners, 3000)
    times.push(...heard.filter((event) => event.ticketId === ticketId).map(({ at }) => Math.max(0, at - committed)))
  }
  for (const stream of streams) stream.destroy()
  return { times: summary(times), heard: times.length, expected }
}

function listen(port: number, token: string, heard: Heard[]): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = get({
      port,
      host: '127.0.0.1',
      path: '/api/live',
      agent: false,
      headers: { authorization: `Bearer ${token}` },
    })
    asked.on('error', reject)
    asked.on('response', (stream) => {
      stream.setEncoding('utf8')
      stream.on('error', () => {})
      stream.on('data', (text: string) => {
        const at = performance.now()
        for (const [, id] of text.matchAll(/"ticketId":(\d+)/g)) heard.push({ ticketId: Number(id), at })
      })
      resolve(stream)
    })
  })
}

async function until(done: () => boolean, ms: number) {
  for (const end = performance.now() + ms; !done() && performance.now() < end; )
    await new Promise((go) => setTimeout(go, 2))
}
