import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { forgetBytes, storeFile } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'ventanilla-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

const store = async (text: string) => (await storeFile(folder, Readable.from([text]), 1000)).storage
const there = (storage: string) => existsSync(join(folder, storage))
const nobody = async () => new Set<string>()

function age(storage: string) {
  const longAgo = new Date(Date.now() - 25 * 3600_000)
  utimesSync(join(folder, storage), longAgo, longAgo)
  return dirname(storage)
}

test('bytes that nothing names any more go, after a day', async () => {
  const [loose, young] = [await store('loose'), await store('young')]
  await forgetBytes(folder, age(loose), nobody)
  await forgetBytes(folder, dirname(young), nobody)
  expect([there(loose), there(young)]).toEqual([false, true])
})

test('bytes that something names stay', async () => {
  const named = await store('named')
  await forgetBytes(folder, age(named), async (asked) => new Set(asked))
  expect(there(named)).toBe(true)
})

test('bytes that are stored again at this very moment stay', async () => {
  const again = await store('again')
  await forgetBytes(folder, age(again), async () => {
    await store('again')
    return new Set()
  })
  expect(there(again)).toBe(true)
})

test('what an upload cut short has left goes, after a day', async () => {
  writeFileSync(join(folder, 'incoming', 'half'), 'ha')
  writeFileSync(join(folder, 'incoming', 'now'), 'no')
  await forgetBytes(folder, age('incoming/half'), nobody)
  expect([there('incoming/half'), there('incoming/now')]).toEqual([false, true])
})

test('a file is on disk before its name, and its name before anybody is told: the runtime itself says in which order', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'ventanilla-files-'))
  try {
    const program = `import { Readable } from 'node:stream'
      const { storeFile } = await import(${JSON.stringify(join(import.meta.dirname, 'files.ts'))})
      await storeFile(${JSON.stringify(join(fresh, 'store'))}, Readable.from([Buffer.from('hola')]), 1000)`
    const args = ['--trace-event-categories', 'node.fs.async', '--input-type=module', '-e', program]
    execFileSync(process.execPath, args, { cwd: fresh, stdio: 'ignore' })
    const { traceEvents } = JSON.parse(readFileSync(join(fresh, 'node_trace.1.log'), 'utf8'))
    const done = traceEvents
      .filter(({ ph, name }: any) => ph === 'b' && ['open', 'fsync', 'rename'].includes(name))
      .map(({ name, args }: any) =>
        `${name} ${args.path?.replace(fresh, '').replace(/incoming.*/, 'part') ?? ''}`.trim(),
      )
    const shard = '/store/b2'
    expect(done).toEqual([
      ...['open /store/part', 'open /store/part', 'fsync', 'rename'],
      ...[`open ${shard}`, 'fsync', 'open /store', 'fsync'],
    ])
  } finally {
    rmSync(fresh, { recursive: true })
  }
})
