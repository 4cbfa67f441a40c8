import { connect, createServer, type Socket } from 'node:net'

/** What the way to a server, or the server itself, may do when the client says something. */
export type Fault =
  | 'hang'
  | 'reset'
  | 'close'
  | 'slow'
  /** Never silent, and never done: a byte now and then. */
  | 'drip'
  /** A narrow line, on which all of it comes. */
  | 'modem'
  | 'bye'
  /** The server says no, and goes on. */
  | 'refuse'
  /** The server says yes, and gives nothing. */
  | 'empty'
  /** Half of what the server answers, then the end. */
  | 'truncate'
  /** An answer that is none: a literal that announces more than comes, then silence. */
  | 'wrong_literal'
  /** An SMTP server's no, for now or for good; with 421 it also ends the conversation. */
  | '421'
  | '450'
  | '452'
  | '550'
export type Trouble = { on: RegExp | 'connect'; fault: Fault; times: number }
export type FaultyWay = {
  port: number
  /** Does this to the next so many times the client says it; then the way is free again. */
  make(trouble: Trouble): void
  /** How often something has gone wrong so far. */
  made(): number
  /** The server says this instead of that, from the next connection on. */
  lie(words: RegExp, instead: string): void
  /** Breaks what is open: the client has to come again. */
  cut(): void
  close(): Promise<void>
}

const CODE = /^\d{3}$/

/** A way to a server on this machine that can be made bad at a chosen word of the client's. */
export async function faultProxy(to: number): Promise<FaultyWay> {
  let trouble: Trouble | null = null
  let made = 0
  let lie: ((chunk: Buffer) => Buffer) | null = null
  const open = new Set<Socket>()
  const due = (said: string): Fault | null => {
    const now = trouble
    if (!now || now.times < 1 || !(now.on === 'connect' ? said === 'connect' : said !== 'connect' && now.on.test(said)))
      return null
    now.times--
    made++
    return now.fault
  }
  const server = createServer((client) => {
    const upstream = connect(to, '127.0.0.1')
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => open.delete(socket))
    }
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.end())
    let answer: (chunk: Buffer) => void = (chunk) => client.write(chunk)
    const told = lie ?? ((chunk) => chunk)
    upstream.on('data', (chunk) => answer(told(chunk as Buffer)))
    const ruin = (fault: Fault) => {
      if (fault === 'reset') client.resetAndDestroy()
      else if (fault === 'close') client.end()
      else if (fault === 'bye') client.end('* BYE Going down for maintenance\r\n')
      else if (fault === 'hang') answer = () => {}
      else if (fault === '421') client.end('421 4.3.2 Closing down\r\n')
      else if (CODE.test(fault)) client.write(`${fault} Not this\r\n`)
      else if (fault === 'wrong_literal')
        answer = () => client.write('* 1 FETCH (UID 1 BODY[] {100000}\r\nSubject: half\r\n\r\n')
      else if (fault === 'truncate')
        answer = (chunk) => {
          client.end(chunk.subarray(0, Math.ceil(chunk.length / 2)))
        }
      else if (fault === 'drip') answer = inPieces(client, 1)
      else if (fault === 'modem') answer = inPieces(client, 4096)
      else
        answer = (chunk) => {
          setTimeout(() => client.write(chunk), 300)
        }
    }
    const first = due('connect')
    if (first) ruin(first)
    // Its no takes the greeting's place.
    if (first && CODE.test(first)) answer = () => {}
    client.on('data', (chunk) => {
      const fault = due(String(chunk))
      const [tag] = String(chunk).split(' ')
      if (fault === 'refuse') return client.write(`${tag} NO [SERVERBUG] Not now\r\n`)
      if (fault === 'empty') return client.write(`${tag} OK Completed\r\n`)
      if (fault) ruin(fault)
      if (!fault || !CODE.test(fault)) upstream.write(chunk as Buffer)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as { port: number }).port,
    cut,
    make: (next) => {
      trouble = { ...next }
    },
    made: () => made,
    lie: (words, instead) => {
      lie = (chunk) => Buffer.from(chunk.toString('latin1').replace(words, instead), 'latin1')
    },
    async close() {
      cut()
      await new Promise((done) => server.close(done))
    },
  }
}

/** So many bytes every tenth of a second. */
function inPieces(client: Socket, size: number): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  const timer = setInterval(() => {
    if (rest.length) client.write(rest.subarray(0, size))
    rest = rest.subarray(size)
  }, 100)
  client.on('close', () => clearInterval(timer))
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
  }
}
