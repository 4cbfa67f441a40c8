import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { verifyRecord } from '../audit/verifying.ts'
import { system } from '../auth/actor.ts'
import type { Context } from '../context.ts'
import { restRestored } from '../mail/resting.ts'
import { refuseHalfPlayed } from '../platform/clock.ts'
import { runningEmbedded } from '../platform/embedded.ts'
import type { Say } from '../platform/i18n.ts'
import { migrate } from '../platform/migrate.ts'
import { type Desk, transact } from '../transaction.ts'
import { backUp } from './backing-up.ts'
import { Complaint } from './complaint.ts'
import { examine } from './doctor.ts'
import { withDatabase, withDesk } from './finding-the-desk.ts'
import { readPassphrase } from './passphrase.ts'
import { restore } from './restoring.ts'
import { answer, humanSize } from './speaking.ts'
import { createToken, listTokens, revokeToken } from './tokens.ts'
import { verdictSentences } from './verdict.ts'

type Json = { json?: boolean }

export async function migrateCommand(say: Say, { json }: Json) {
  const applied: string[] = []
  await withDatabase(({ databaseUrl }) => migrate(databaseUrl, (line) => applied.push(line)), { fresh: true })
  answer(json, { ok: true, applied }, [say('migrate.done', { count: applied.length })])
}

export async function tokenCreateCommand(_say: Say, options: Json & { agent: string; scope: string; name: string }) {
  const made = await withDesk((desk) => createToken(desk, options))
  answer(options.json, made, [made.token])
}

export async function tokenListCommand(say: Say, { json }: Json) {
  const items = await withDesk(listTokens)
  const lines = items.map(({ id, state, agent, scopes, name }) =>
    [id, say(`token.state.${state}`), agent, scopes.join(','), name].join('\t'),
  )
  answer(json, { items }, items.length ? [say('token.columns'), ...lines] : [say('token.none')])
}

export async function tokenRevokeCommand(say: Say, given: string, { json }: Json) {
  const id = Number(given)
  if (!Number.isSafeInteger(id) || id < 1) throw new Complaint('bad_id', { id: given })
  await withDesk((desk) => revokeToken(desk, id))
  answer(json, { ok: true, id }, [say('token.revoked', { id })])
}

/** SIGINT and SIGTERM end it without a trace. A backup that lacks an attachment is made, and told with exit code 1. */
export async function backupCommand(say: Say, given: string, options: Json & { passphraseFile?: string }) {
  const file = resolve(given)
  if (existsSync(file)) throw new Complaint('file_exists', { file })
  refuseUnwritable(dirname(file))
  const passphrase = await readPassphrase(options.passphraseFile, say, { twice: true })
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  const made = await withDesk(async (desk, found) => {
    const backup = await backUp(found, file, passphrase, stopping.signal).catch((error) => {
      throw stopping.signal.aborted ? new Complaint('interrupted') : error
    })
    const { rows, files, bytes } = backup
    await asSystem(desk, (ctx) => ctx.record({ type: 'backup.made', rows, files, bytes }, async () => {}))
    return backup
  })
  const sentences = [say('backup.done', { ...made, size: humanSize(made.bytes, say) })]
  if (made.missing.length)
    sentences.push(say('backup.missing', { count: made.missing.length, list: made.missing.slice(0, 10).join(', ') }))
  answer(options.json, { ok: !made.missing.length, ...made }, sentences)
  if (made.missing.length) process.exitCode = 1
}

export async function restoreCommand(say: Say, given: string, options: Json & { passphraseFile?: string }) {
  const file = resolve(given)
  refuseUnreadable(file)
  const dataDir = resolve(process.env.DATA_DIR || './data')
  if (!process.env.DATABASE_URL && runningEmbedded(dataDir)) throw new Complaint('desk_runs', { folder: dataDir })
  const passphrase = await readPassphrase(options.passphraseFile, say, { twice: false })
  const { madeAt, version, verdict } = await withDatabase(
    async (target) => {
      const { createdAt: madeAt, version, secretKey } = await restore(target, file, passphrase)
      await withDesk((desk) => asSystem(desk, restRestored))
      return { madeAt, version, verdict: await verifyRecord({ ...target, secretKey }) }
    },
    { fresh: true },
  )
  const said = verdict.ok ? [] : verdictSentences(verdict, say)
  answer(options.json, { ...verdict, madeAt, version }, [
    say(verdict.ok ? 'restore.done' : 'restore.doubtful', { madeAt, version }),
    ...said,
    say('restore.resting'),
  ])
  if (!verdict.ok) process.exitCode = 1
}

/** Only where nobody works: while it plays, the clock is set. */
export async function demoCommand({ json }: Json) {
  const dataDir = resolve(process.env.DATA_DIR || './data')
  if (!process.env.DATABASE_URL && runningEmbedded(dataDir)) throw new Complaint('desk_runs', { folder: dataDir })
  const { playDemo } = await import('../../seeds/demo.ts')
  const { presentDemo } = await import('../../seeds/demo-terminal.ts')
  await withDatabase(({ databaseUrl }) => migrate(databaseUrl), { fresh: true })
  await withDesk(async (desk) => {
    await refuseHalfPlayed(desk)
    if (json) answer(json, { ok: true, ...(await playDemo(desk)) }, [])
    else await presentDemo(desk)
  })
}

export async function verifyCommand(say: Say, { json }: Json) {
  const verdict = await withDesk((_desk, found) =>
    verifyRecord(found, (step, done, of) => {
      if (process.stderr.isTTY)
        process.stderr.write(`\r\x1b[K${done < of ? `${say(`verify.step.${step}`)} ${done}/${of}` : ''}`)
    }),
  )
  const findings = verdict.findings.map((finding) => ({
    ...finding,
    message: say(`finding.${finding.kind}`, finding.params),
  }))
  answer(json, { ...verdict, findings }, verdictSentences(verdict, say))
  if (!verdict.ok) process.exitCode = 1
}

export async function doctorCommand(say: Say, { json }: Json) {
  const checks = (await withDatabase(examine)).map((check) => {
    const params =
      typeof check.params.free === 'number'
        ? { ...check.params, free: humanSize(check.params.free, say) }
        : check.params
    return { ...check, message: say(`doctor.${check.name}.${check.say}`, params) }
  })
  const sick = checks.some(({ state }) => state === 'bad')
  const lines = checks.map(({ name, state, message }) => `${MARK[state]} ${say(`doctor.${name}.name`)}: ${message}`)
  answer(json, { ok: !sick, checks: checks.map(({ name, state, message }) => ({ name, state, message })) }, lines)
  if (sick) process.exitCode = 1
}

const MARK = { ok: '✔', warn: '!', bad: '✘' }

const asSystem = (desk: Desk, work: (ctx: Context) => Promise<void>) =>
  transact(desk, { who: system(desk.config.companyZone), source: 'cli' }, work)

function refuseUnwritable(folder: string) {
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    throw new Complaint('no_folder', { folder })
  }
}

function refuseUnreadable(file: string) {
  try {
    accessSync(file, constants.R_OK)
  } catch {
    throw new Complaint('no_file', { file })
  }
}
