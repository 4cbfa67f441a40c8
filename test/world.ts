import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { furnish } from '../server/admin/setting-up.ts'
import { buildApp } from '../server/app.ts'
import { type Right, type Role, system } from '../server/auth/actor.ts'
import { createAgentAs } from '../server/auth/agents.ts'
import { createGroupAs } from '../server/auth/groups.ts'
import { createTokenFor } from '../server/auth/tokens.ts'
import type { Context } from '../server/context.ts'
import { openDesk } from '../server/desk.ts'
import { takeIn, takeInWaiting } from '../server/mail/intake/taking-in.ts'
import { allowSettingClock, setClock } from '../server/platform/clock.ts'
import { readConfig } from '../server/platform/config.ts'
import { type Desk, deskAtWork, transact } from '../server/transaction.ts'
import { sweep } from '../server/worker.ts'

export const ZONE = 'America/Santiago'
export const PASSWORD = 'una-clave-bien-larga'

/**
 * The cast. Raíz administers. Ben works in Soporte, Ada leads it; Olga is an operator there; Leo may only read there. Eva belongs to
 * another group alone, Ventas: whatever happens in Soporte is none of her business. María, Tomás are customers.
 */
export type Person = { id: number; token: string; call: Caller }
type Answer = { status: number; body: any; headers: Record<string, unknown> }
type Caller = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>

export type World = {
  app: FastifyInstance
  desk: Desk
  support: number
  sales: number
  tray: number
  raiz: Person
  ada: Person
  ben: Person
  olga: Person
  leo: Person
  eva: Person
  nobody: { call: Caller }
  /** Sets the desk's clock; time then stands still until it is set again. */
  at(moment: string | Date): Promise<void>
  now(): Date
  sweep(): Promise<void>
  /** A round over the mails that wait; or one of them, by whoever has it in hand. */
  takeInMail(): Promise<void>
  takeIn(mailId: number): Promise<unknown>
  asSystem<T>(work: (ctx: Context) => Promise<T>): Promise<T>
}

/** A desk of its own for this test file, with the cast in place. Monday, 2 March 2026, 09:00 in Santiago, until told otherwise;
 * or the true time, for stories told in a browser. Not peopled, it is as the first visitor finds it. */
export function newWorld({ clock = 'set', peopled = true }: { clock?: 'set' | 'true'; peopled?: boolean } = {}): World {
  const world = {} as World
  let folder: string
  let moment = new Date('2026-03-02T12:00:00Z')

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ventanilla-world-'))
    const url = await cloneTemplate()
    const config = readConfig({
      DATA_DIR: folder,
      DATABASE_URL: url,
      SECRET_KEY: 'k'.repeat(40),
      COMPANY_ZONE: ZONE,
      LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    })
    const desk: Desk = { ...openDesk(config, url), resolver: noNames }
    if (clock === 'set') await allowSettingClock(desk.db)
    Object.assign(world, { desk, now: () => moment, sweep: () => sweep(desk) })
    const asMail = deskAtWork(desk, 'mail')
    Object.assign(world, {
      takeInMail: () => takeInWaiting(desk, asMail),
      takeIn: (id: number) => takeIn(desk, asMail, { id }),
    })
    world.at = async (to) => {
      moment = new Date(to)
      await setClock(desk.db, moment)
    }
    if (clock === 'set') await world.at(moment)
    world.asSystem = (work) => transact(desk, { who: system(ZONE), source: 'test' }, work)
    if (peopled) await peopleTheDesk(world)
    world.app = await buildApp(desk)
    world.nobody = { call: caller(world, null) }
    await world.app.ready()
  })

  afterAll(async () => {
    await world.app?.close()
    await world.desk?.db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })
  return world
}

async function peopleTheDesk(world: World) {
  await world.asSystem(async (ctx) => {
    await furnish(ctx, {
      company: 'Panadería Sur',
      name: 'Raíz',
      email: 'raiz@desk.example',
      password: PASSWORD,
      zone: ZONE,
    })
    world.support = (await ctx.db.selectFrom('groups').select('id').executeTakeFirstOrThrow()).id
    world.sales = await createGroupAs(ctx, { name: 'Ventas' })
    world.tray = await createGroupAs(ctx, { name: 'Bandeja', triage: true })
  })
  world.raiz = await person(world, 'Raíz')
  world.ada = await hire(world, 'Ada', 'agent', [
    [world.support, 'full'],
    [world.tray, 'full'],
  ])
  world.ben = await hire(world, 'Ben', 'agent', [
    [world.support, 'change'],
    [world.tray, 'change'],
  ])
  world.olga = await hire(world, 'Olga', 'operator', [[world.support, 'create']])
  world.leo = await hire(world, 'Leo', 'agent', [[world.support, 'read']])
  world.eva = await hire(world, 'Eva', 'agent', [[world.sales, 'full']])
}

async function hire(world: World, name: string, role: Role, rights: [number, Right][]): Promise<Person> {
  await world.asSystem((ctx) =>
    createAgentAs(ctx, {
      name,
      email: `${name.toLowerCase()}@desk.example`,
      password: PASSWORD,
      role,
      memberships: rights.map(([groupId, right]) => ({ groupId, right })),
    }),
  )
  return person(world, name)
}

async function person(world: World, name: string): Promise<Person> {
  return world.asSystem(async (ctx) => {
    const { id } = await ctx.db.selectFrom('agents').select('id').where('name', '=', name).executeTakeFirstOrThrow()
    const { token } = await createTokenFor(ctx, { agentId: id, name: 'test', scopes: ['read', 'write', 'admin'] })
    return { id, token, call: caller(world, token) }
  })
}

export function caller(world: World, token: string | null): Caller {
  return async (method, url, body, headers = {}) => {
    const request: InjectOptions = {
      method,
      url,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    }
    if (body !== undefined) request.payload = body as object
    const reply = await world.app.inject(request)
    return { status: reply.statusCode, body: reply.body ? parse(reply.body) : null, headers: reply.headers }
  }
}

/** No story asks the net for a name; those that need names hand in a table. */
const noNames = () => Promise.reject(Object.assign(new Error('no names in stories'), { code: 'ENOTFOUND' }))

const parse = (text: string) => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function cloneTemplate(): Promise<string> {
  const url = new URL(inject('databaseUrl'))
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  const name = `desk_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  await admin.query(`create database ${name} template template_desk`)
  await admin.end()
  url.pathname = `/${name}`
  return url.href
}
