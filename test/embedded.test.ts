import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connectAsAdmin, tryLock } from '../server/platform/embedded-connection.ts'
import { readPostmaster, waitUntil } from '../server/platform/embedded-processes.ts'

import {
  ask,
  cloneTo,
  emptyDesk,
  folderWith,
  goneWithin,
  isBegun,
  isGone,
  isLinux,
  isRoot,
  newDesk,
  newFolder,
  postmastersOn,
  scratch,
  servers,
  startServer,
} from './embedded-desks.ts'

beforeAll(async () => {
  fs.chmodSync(scratch, 0o755)
  const server = startServer(emptyDesk)
  await server.ready
  await server.stop()
})

afterEach(async () => {
  for (const server of servers) server.process.kill('SIGKILL')
  for (const { dataDir } of servers.splice(0)) {
    const pid = readPostmaster(path.join(dataDir, 'pg'))?.pid
    if (!(await goneWithin(5000, pid))) process.kill(pid!, 'SIGQUIT')
  }
})

afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }))

test('what was acknowledged to María is still there when server and database are killed together', async () => {
  const desk = newDesk()
  const first = startServer(desk, { env: { DURABLE: 'yes' } })
  const { url, pid } = await first.ready
  await ask(url, `CREATE TABLE said AS SELECT 'No imprime facturas' AS words`)
  first.process.kill('SIGKILL')
  process.kill(pid, 'SIGKILL')
  const second = await startServer(desk, { env: { DURABLE: 'yes' } }).ready
  expect(await ask(second.url, 'SELECT words FROM said')).toEqual([{ words: 'No imprime facturas' }])
})

test('the database ends by itself when its server is killed', async () => {
  const server = startServer(newDesk())
  const { pid } = await server.ready
  server.process.kill('SIGKILL')
  expect(await goneWithin(5000, pid)).toBe(true)
})

test('a server that is told to stop takes its database with it and leaves no claim', async () => {
  const desk = newDesk()
  const server = startServer(desk)
  const { pid } = await server.ready
  expect(await server.stop()).toBe(0)
  expect(isGone(pid)).toBe(true)
  expect(fs.existsSync(path.join(desk, 'server.pid'))).toBe(false)
})

test('a start that follows a stop at once waits for its end', async () => {
  const desk = newDesk()
  const first = startServer(desk)
  await first.ready
  first.process.send('leave')
  await waitUntil(() => fs.readFileSync(path.join(desk, 'server.pid'), 'utf8').includes('leaving'), 5000)
  const second = startServer(desk)
  await first.stop()
  expect(await ask((await second.ready).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a killed database comes back by itself, at the same address', async () => {
  const server = startServer(newDesk())
  const { url, pid } = await server.ready
  process.kill(pid, 'SIGKILL')
  await server.said('back', 15_000)
  expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a second server is refused also while the database of the first is down', async () => {
  const desk = newDesk()
  const first = startServer(desk)
  const { url, pid } = await first.ready
  first.process.kill('SIGSTOP')
  process.kill(pid, 'SIGKILL')
  expect(await startServer(desk).ended).toMatchObject({ code: 1, last: { alreadyRunning: true } })
  first.process.kill('SIGCONT')
  await first.said('back', 15_000)
  expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a second server is refused by the lock when the claim of the first is missing', async () => {
  const desk = newDesk()
  const { url } = await startServer(desk).ready
  fs.rmSync(path.join(desk, 'server.pid'))
  expect(await startServer(desk).ended).toMatchObject({ code: 1, last: { alreadyRunning: true } })
  expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('the lock is held again after a crash of the process that held it', async () => {
  const server = startServer(newDesk())
  const { url } = await server.ready
  const [holder] = await ask(
    url,
    `SELECT pid FROM pg_stat_activity WHERE datname = 'postgres' AND usename = 'postgres'`,
  )
  process.kill(holder!.pid, 'SIGKILL')
  await server.said('back', 15_000)
  expect(await ask(url, `SELECT count(*)::int AS held FROM pg_locks WHERE locktype = 'advisory'`)).toEqual([
    { held: 1 },
  ])
})

test('of two servers at once on an empty folder exactly one starts', async ({ skip }) => {
  skip(!isLinux, 'looks at processes as Linux shows them')
  const desk = newFolder()
  const both = [startServer(desk), startServer(desk)]
  const outcomes = await Promise.allSettled(both.map((server) => server.ready))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await Promise.race(both.map((server) => server.ended))).toEqual(
    expect.objectContaining({ code: 1, last: expect.objectContaining({ alreadyRunning: true }) }),
  )
  expect(postmastersOn(desk)).toHaveLength(1)
})

test('a database left over by a killed server is replaced', async ({ skip }) => {
  skip(!isLinux, 'looks at processes as Linux shows them')
  const desk = newDesk()
  const left = startServer(desk, { env: { PATH: folderWith('sh', 'id', 'unshare') } })
  const { pid } = await left.ready
  left.process.kill('SIGKILL')
  await sleep(500)
  expect(isGone(pid), 'without setpriv nothing ends it').toBe(false)
  const next = await startServer(desk).ready
  expect(isGone(pid)).toBe(true)
  expect(postmastersOn(desk)).toEqual([next.pid])
})

test('a database whose lock is held is left alone, although its server cannot be seen', async () => {
  const desk = newDesk()
  const left = startServer(desk, { env: { PATH: folderWith('sh', 'id', 'unshare') } })
  const { pid, url } = await left.ready
  left.process.kill('SIGKILL')
  const pgDir = path.join(desk, 'pg')
  const holder = await connectAsAdmin({ pgDir, address: { host: pgDir, port: Number(new URL(url).port) } })
  await waitUntil(() => tryLock(holder), 5000)
  expect(await startServer(desk).ended).toMatchObject({ code: 1, last: { alreadyRunning: true } })
  await holder.end()
  process.kill(pid, 'SIGINT')
})

test('a start killed while it creates the database does not spoil the folder', async () => {
  const desk = newFolder()
  const first = startServer(desk)
  expect(await waitUntil(() => fs.readdirSync(desk).some((name) => isBegun(path.join(desk, name))), 5000)).toBe(true)
  first.process.kill('SIGKILL')
  expect(fs.readdirSync(desk)).not.toContain('pg')
  const { url } = await startServer(desk).ready
  expect(await ask(url, 'SELECT current_user AS me')).toEqual([{ me: 'ventanilla' }])
  expect(fs.readdirSync(desk).filter((name) => name.startsWith('pg.new-'))).toEqual([])
})

test('a postmaster.pid that names a stranger neither blocks the start nor harms the stranger', async () => {
  const desk = newDesk()
  const stranger = spawn('sleep', ['60'])
  fs.writeFileSync(path.join(desk, 'pg', 'postmaster.pid'), `${stranger.pid}\n${desk}/pg\n1\n5432\n${desk}/pg\n\n`)
  await startServer(desk).ready
  expect(isGone(stranger.pid!)).toBe(false)
  stranger.kill()
})

test('a path too long for a socket gets a port of its own, which stays', async () => {
  const long = path.join(newFolder(), 'carpeta-con-un-nombre-muy-largo'.repeat(4))
  execFileSync('cp', ['-a', emptyDesk, long])
  const server = startServer(long)
  const { url, pid } = await server.ready
  expect(new URL(url).hostname).toBe('127.0.0.1')
  process.kill(pid, 'SIGKILL')
  await server.said('back', 15_000)
  expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(await startServer(long).ended).toMatchObject({ code: 1, last: { alreadyRunning: true } })
})

test('root in a folder of María runs it as María', async ({ skip }) => {
  skip(!isRoot || !isLinux, 'needs root on Linux')
  const desk = newFolder(0o700)
  fs.chownSync(desk, 4321, 4321)
  const { url } = await startServer(desk).ready
  expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(fs.statSync(path.join(desk, 'pg', 'base')).uid).toBe(4321)
})

test('root below closed folders: runs without a change of owners', async ({ skip }) => {
  skip(!isRoot, 'needs root')
  const closed = newFolder(0o700)
  const desk = path.join(closed, 'data')
  const server = startServer(desk, { from: cloneTo(path.join(closed, 'clone')) })
  const { url } = await server.ready
  expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(fs.statSync(path.join(desk, 'pg')).uid).toBe(0)
})

test('root without user namespaces: runs as nobody and still ends with its server', async ({ skip }) => {
  skip(!isRoot || !isLinux, 'needs root on Linux')
  const desk = newDesk()
  const options = { env: { PATH: folderWith('sh', 'id', 'setpriv') }, from: cloneTo(path.join(newFolder(), 'clone')) }
  const server = startServer(desk, options)
  const { pid } = await server.ready
  expect(fs.statSync(path.join(desk, 'pg', 'base')).uid).toBe(65534)
  expect(fs.statSync(desk).uid).toBe(0)
  server.process.kill('SIGKILL')
  expect(await goneWithin(5000, pid)).toBe(true)
})

test('root without user namespaces below closed folders: is told what to do', async ({ skip }) => {
  skip(!isRoot || !isLinux, 'needs root on Linux')
  const desk = path.join(newFolder(0o700), 'data')
  const { code, last } = await startServer(desk, { env: { PATH: folderWith('sh', 'id', 'setpriv') } }).ended
  expect(code).toBe(1)
  expect(last.refused).toContain('start Ventanilla as a normal user')
})
