import type { FastifyInstance, InjectOptions } from 'fastify'
import pg from 'pg'
import { type Client, openClient } from './client.ts'
import { processorTime } from './desk-process.ts'
import { rateOf, summary, type Times, timesOf } from './measuring.ts'
import type { Operation, Turn, Who } from './operations.ts'
import { type Recording, recordStatements, replay } from './statements.ts'

export type Measured = {
  name: string
  statements: number
  served: Times
  bare: Times
  rate: number
  /** Processor time per request, while ten ask. Less shaken by a busy machine than the time a client waits. */
  cpu: { server: number; database: number }
  bareRate: number | null
}
export type Setting = {
  port: number
  pid: number
  databaseUrl: string
  tokens: Record<Who, string>
  /** The same program in this process, to see which statements a request makes. */
  app: FastifyInstance
  count: number
  seconds: number
}

const BLOCKS = 5
const HANDS = 10

/**
 * One operation on each of several desks, served and as its own SQL run bare, all in turns, so that whatever else the machine does hits
 * all of them alike.
 */
export async function compareInTurns(places: { setting: Setting; operation: Operation }[]): Promise<Measured[]> {
  const sides: Awaited<ReturnType<typeof sidesOf>>[] = []
  // Recording hears every statement of this process: one after the other.
  for (const { setting, operation } of places) sides.push(await sidesOf(setting, operation))
  for (const { serve, bare } of sides) {
    await timesOf(15, serve)
    await timesOf(10, bare)
  }
  for (let block = 0; block < BLOCKS; block++)
    for (const { serve, bare, times, count } of sides) {
      times.served.push(...(await timesOf(count / BLOCKS, serve)))
      times.bare.push(...(await timesOf(count / BLOCKS, bare)))
    }
  const measured: Measured[] = []
  for (const [n, { setting, operation }] of places.entries()) {
    const { times, again, close } = sides[n]!
    await close()
    measured.push({
      name: operation.name,
      statements: again.statements,
      served: summary(times.served),
      bare: summary(times.bare),
      ...(await servedRate(setting, operation)),
      bareRate: operation.peer === 'create' ? await bareRate(setting, again) : null,
    })
  }
  return measured
}

async function sidesOf(setting: Setting, operation: Operation) {
  const client = await openClient(setting.port, setting.tokens[operation.who])
  const connection = await connected(setting.databaseUrl)
  const again = await bareOf(setting, operation)
  return {
    ...{ again, count: setting.count, times: { served: [] as number[], bare: [] as number[] } },
    serve: () => served(client, operation.turn(0)),
    bare: () => again(connection),
    async close() {
      client.close()
      await connection.end()
    },
  }
}

async function served(client: Client, { request, learn }: Turn) {
  const reply = await client.ask(request)
  if (reply.status >= 300) throw new Error(`${request.method} ${request.url}: ${JSON.stringify(reply)}`)
  learn?.(reply)
}

async function servedRate({ port, pid, tokens, seconds }: Setting, operation: Operation) {
  const clients = await Promise.all(Array.from({ length: HANDS }, () => openClient(port, tokens[operation.who])))
  const before = processorTime(pid)
  let asked = 0
  const hands = clients.map((client, hand) => async () => {
    await served(client, operation.turn(hand))
    asked++
  })
  const rate = await rateOf(seconds, hands)
  const after = processorTime(pid)
  for (const client of clients) client.close()
  const cpu = { server: (after.server - before.server) / asked, database: (after.database - before.database) / asked }
  return { rate, cpu }
}

async function bareRate({ databaseUrl, seconds }: Setting, again: Awaited<ReturnType<typeof bareOf>>) {
  const connections = await Promise.all(Array.from({ length: HANDS }, () => connected(databaseUrl)))
  const rate = await rateOf(
    seconds,
    connections.map((connection) => () => again(connection)),
  )
  await Promise.all(connections.map((connection) => connection.end()))
  return rate
}

/** The statements of one such request (or of two that alternate), ready to be run again with what varies from turn to turn. */
async function bareOf({ app, tokens }: Setting, operation: Operation) {
  const recorded: { transactions: Recording[]; varies: string[] }[] = []
  for (let n = 0; n < (operation.recordings ?? 1); n++) {
    const turn = operation.turn(-1)
    const transactions = await recordStatements(() => inject(app, tokens[operation.who], turn))
    recorded.push({ transactions, varies: turn.varies })
  }
  let place = 0
  const again = (connection: pg.Client) => {
    const { transactions, varies } = recorded[place++ % recorded.length]!
    const next = varies.length ? operation.turn(0).varies : []
    return replay(connection, transactions, new Map(varies.map((value, i) => [value, next[i]!])))
  }
  return Object.assign(again, { statements: recorded[0]!.transactions.flat().length })
}

async function inject(app: FastifyInstance, token: string, { request, learn }: Turn) {
  const { method, url, body, raw } = request
  const headers = { authorization: `Bearer ${token}`, ...(raw && { 'content-type': 'text/plain' }) }
  const payload = (raw ?? body) as InjectOptions['payload']
  const reply = await app.inject({ method: method as 'GET', url, headers, ...(payload && { payload }) })
  if (reply.statusCode >= 300) throw new Error(`${method} ${url}: ${reply.body}`)
  learn?.({ status: reply.statusCode, body: reply.json() })
}

async function connected(url: string) {
  const client = new pg.Client({ connectionString: url, application_name: 'ventanilla-bench' })
  client.on('error', () => {})
  await client.connect()
  return client
}
