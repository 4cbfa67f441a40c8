import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done, playAfternoon } from '../test/afternoon.ts'
import { newWorld } from '../test/world.ts'
import { sealRecord } from './audit/sealing.ts'
import { sentenceFor, voiceOf } from './cli/speaking.ts'
import { Refusal } from './platform/errors.ts'

const world = newWorld()
const scratch = mkdtempSync(join(tmpdir(), 'ventanilla-cli-'))

beforeAll(async () => {
  await playAfternoon(world)
  await sealRecord(world.desk)
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('token', () => {
  test('create prints the token alone, and it works', async () => {
    const { code, out } = await ventanilla(['token', 'create', '--agent', 'Ben@desk.example', '--scope', 'read'])
    expect({ code, lines: out.split('\n') }).toEqual({ code: 0, lines: [expect.stringMatching(/^vta_\S{43}$/), ''] })
    const bearer = { authorization: `Bearer ${out.trim()}` }
    expect((await done(world.nobody.call('GET', '/api/me', undefined, bearer))).name).toBe('Ben')
  })

  test('a revoked one stops working, and the record says that both came from the command line', async () => {
    const made = JSON.parse((await ventanilla(['token', 'create', '--agent', 'ben@desk.example', '--json'])).out)
    await ventanilla(['token', 'revoke', String(made.id)])
    const bearer = { authorization: `Bearer ${made.token}` }
    expect((await world.nobody.call('GET', '/api/me', undefined, bearer)).status).toBe(401)
    const { rows } = await world.desk.db.pool.query(
      `select distinct op, actor_kind, source from changes where tbl = 'tokens' and row_id = '${made.id}' order by op`,
    )
    const how = { actor_kind: 'system', source: 'cli' }
    expect(rows).toEqual([
      { op: 'insert', ...how },
      { op: 'update', ...how },
    ])
  })

  test('nobody of that name: a sentence in the language of the terminal, and exit code 1', async () => {
    const unknown = ['token', 'create', '--agent', 'nadie@desk.example']
    expect(await ventanilla(unknown)).toEqual({
      code: 1,
      out: '',
      err: 'No hay ningún agente activo con el correo nadie@desk.example.\n',
    })
    expect((await ventanilla(unknown, { LANG: 'en_GB.UTF-8' })).err).toBe(
      'There is no active agent with the e-mail nadie@desk.example.\n',
    )
  })
})

test('a command wrongly written says so, with exit code 2', async () => {
  const { code, err } = await ventanilla(['token', 'create'])
  expect(code).toBe(2)
  expect(err).toContain('--help')
})

test('an option given twice is refused: no token is made with the last of them alone', async () => {
  const twice = ['--scope', 'read', '--scope', 'write']
  const { code, out, err } = await ventanilla(['token', 'create', '--agent', 'ben@desk.example', ...twice])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('--scope solo se puede dar una vez')
})

describe('mail', () => {
  test('a pipe that brought nothing is no mail: a sentence, and exit code 1', async () => {
    expect(await ventanilla(['mail'])).toEqual({
      code: 1,
      out: '',
      err: 'No llegó ningún correo por la entrada estándar: envíe sus bytes tal como están.\n',
    })
    const { items } = await done(world.raiz.call('GET', '/api/mails'))
    expect(items).not.toContainEqual(expect.objectContaining({ source: 'cli' }))
  })

  test('an address left empty is not the default mailbox', async () => {
    const { code, err } = await ventanilla(['mail', '--mailbox', ''])
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('--mailbox está vacío') })
  })
})

test('E1: whoever hands a mail over is told to keep it while there is no desk to take it', async () => {
  const away = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
  expect(await ventanilla(['mail'], away)).toMatchObject({ code: 75, out: '' })
  expect(await ventanilla(['mail'], { DATABASE_URL: '', DATA_DIR: join(scratch, 'nowhere') })).toMatchObject({
    code: 75,
  })
  expect(await ventanilla(['token', 'list'], away)).toMatchObject({ code: 1 })
})

test('what the desk refuses is said as it would say it', () => {
  const spoken = sentenceFor(new Refusal(413, 'too_large'), voiceOf({ LANG: 'en_GB' }))
  expect(spoken).toEqual({ code: 'too_large', message: 'It is too large. Make it smaller and send it again.' })
})

for (const args of [
  [],
  ['migrate'],
  ['token'],
  ['token', 'create'],
  ['backup'],
  ['restore'],
  ['verify-log'],
  ['doctor'],
])
  test(`the help of “${args.join(' ') || 'ventanilla'}” is whole in both languages`, async () => {
    const [es, en] = await Promise.all([
      ventanilla([...args, '--help']),
      ventanilla([...args, '--help'], { LANG: 'en' }),
    ])
    expect([es.code, en.code]).toEqual([0, 0])
    expect(es.out).toContain('Uso:')
    expect(en.out).toContain('Usage:')
    expect(es.out + en.out).not.toMatch(/\b(help|about|token|backup|restore|verify|doctor)\.[a-z]+\b/)
  })

test('verify-log: exit code 0 while the record holds; 1 and a sentence when it does not', async () => {
  expect(await ventanilla(['verify-log'])).toMatchObject({ code: 0, out: expect.stringContaining('está en orden') })
  const { pool } = world.desk.db
  await pool.query(
    `begin; alter table customers disable trigger user; update customers set notes = 'Nunca pasó'; alter table customers enable trigger user; commit`,
  )
  const { code, out } = await ventanilla(['verify-log'])
  expect(code).toBe(1)
  expect(out).toMatch(/customers \d+, campo notes: el valor no es el que dice el registro/)
  const { ok, findings } = JSON.parse((await ventanilla(['verify-log', '--json'])).out)
  expect({ ok, kind: findings[0].kind }).toEqual({ ok: false, kind: 'row_altered' })
})

test('doctor complains about a clock that can be set, with exit code 1', async () => {
  const { code, out } = await ventanilla(['doctor'])
  expect(code).toBe(1)
  expect(out).toContain('✘ Reloj: es un reloj de pruebas')
})

test('backup puts itself on record, and never writes over a file', async () => {
  const folder = mkdtempSync(join(scratch, 'backup-'))
  const file = join(folder, 'copia.ventanilla')
  const passphrase = join(folder, 'frase')
  writeFileSync(passphrase, 'ocho gatos cruzan el río\n')
  const args = ['backup', file, '--passphrase-file', passphrase]
  expect((await ventanilla(args)).code).toBe(0)
  expect((await ventanilla(args)).err).toContain('Ya existe')
  const { rows } = await world.desk.db.pool.query(`select source from facts where type = 'backup.made'`)
  expect(rows).toEqual([{ source: 'cli' }])
  expect(readdirSync(folder).sort()).toEqual(['copia.ventanilla', 'frase'])
})

/** As a person would: the program itself, on the database of this world. Run so often, it is compiled once. */
function ventanilla(args: string[], env: NodeJS.ProcessEnv = {}) {
  const { databaseUrl, secretKey, dataDir } = world.desk.config
  const desk = { DATABASE_URL: databaseUrl!, SECRET_KEY: secretKey, DATA_DIR: dataDir }
  const compiled = { NODE_COMPILE_CACHE: join(scratch, 'compiled') }
  const cli = join(import.meta.dirname, 'cli.ts')
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const options = { env: { PATH: process.env.PATH, LANG: 'es_CL.UTF-8', ...compiled, ...desk, ...env } }
    const { stdin } = execFile(process.execPath, [cli, ...args], options, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
    stdin!.end()
  })
}
