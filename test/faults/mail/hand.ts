import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

/** What goes wrong while a mail is handed over: the line breaks off half-way, or the mail comes a little at a time. */
export const HANDINGS = ['drop', 'slow', 'dies_after_250', 'dies_before_250'] as const
export type Handing = (typeof HANDINGS)[number]
export type Hand = {
  /** So the next mail; its acknowledgement is heard of. */
  make(handing: Handing): void
  /** Until it is acknowledged: what was not is handed over again. */
  deliver(raw: string, from: string): Promise<void>
  acknowledged(): Promise<void>
  close(): void
}

const SLICES = 12
const SLICE_MS = 500
const AGAIN_MS = 500
const TO = 'soporte@panaderia-sur.example'

/** A site’s own mail server as it is written in the RFC, over one line that it keeps: mail after mail by LMTP. */
export function newHand(port: number): Hand {
  let line: Line | null = null
  let handing: Handing | null = null
  let acknowledgement = Promise.withResolvers<void>()
  async function tryOnce(raw: string, from: string) {
    line ??= await openLine(port)
    const [own, now] = [line, handing]
    handing = null
    await own.ask(`MAIL FROM:<${from}>`, 250)
    await own.ask(`RCPT TO:<${TO}>`, 250)
    await own.ask('DATA', 354)
    if (now === 'drop') {
      own.socket.write(raw.slice(0, raw.length / 2))
      await sleep(SLICE_MS)
      own.socket.destroy()
      throw new Error('broken off')
    }
    if (now === 'slow') await slowly(own.socket, raw)
    else own.socket.write(raw)
    await own.ask('.', 250)
    acknowledgement.resolve()
  }
  return {
    make: (next) => {
      handing = next
      acknowledgement = Promise.withResolvers()
    },
    async deliver(raw, from) {
      for (;;) {
        try {
          return await tryOnce(raw, from)
        } catch {
          line?.socket.destroy()
          line = null
          await sleep(AGAIN_MS)
        }
      }
    },
    acknowledged: () => acknowledgement.promise,
    close: () => line?.socket.destroy(),
  }
}

type Line = { socket: Socket; ask(said: string, code: number): Promise<void> }

async function openLine(port: number): Promise<Line> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  const reader = createInterface({ input: socket })
  socket.on('close', () => reader.close())
  const answers = reader[Symbol.asyncIterator]()
  async function answered(code: number) {
    for (;;) {
      const { value, done } = await answers.next()
      if (done || !String(value).startsWith(String(code))) throw new Error(String(value))
      if (String(value)[3] !== '-') return
    }
  }
  await once(socket, 'connect')
  await answered(220)
  const ask = (said: string, code: number) => {
    socket.write(`${said}\r\n`)
    return answered(code)
  }
  await ask('LHLO mx.panaderia-sur.example', 250)
  return { socket, ask }
}

async function slowly(socket: Socket, raw: string) {
  const size = Math.ceil(raw.length / SLICES)
  for (let at = 0; at < raw.length; at += size) {
    socket.write(raw.slice(at, at + size))
    await sleep(SLICE_MS)
  }
}
