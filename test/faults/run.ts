import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Chance, chanceFrom } from '../../seeds/big/chance.ts'
import { runningEmbedded } from '../../server/platform/embedded.ts'
import { type DeskProcess, ended, startDesk, untilReady } from '../bench/desk-process.ts'
import { inspect, nothingFound, postmastersOf } from './inspecting.ts'
import { type Ledger, newLedger, writeUntil } from './load.ts'
import { adminToken } from './token.ts'
import { twoDesks } from './two-desks.ts'

const USAGE = `npm run faults -- [--rounds 10] [--two-rounds 3] [--hands 6] [--seed N]
  Kills the desk and its database in turn, with SIGKILL, while clients write; then asks whether all that was acknowledged is there.
npm run faults -- mail [--rounds 24] [--minutes 20] [--only KIND] [--bulk 0] [--seed N]
  The same for mail, with a Dovecot and an Exim that are installed if they are missing (root): processes killed, also at named lines of
  the desk's own, the ways in and out made bad, mails renumbered, the outgoing server hanging or breaking off. --only: rounds of one kind. --bulk: so many mails come in at once, with time and memory taken.`

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '20' },
    bulk: { type: 'string', default: '0' },
    only: { type: 'string' },
    rounds: { type: 'string' },
    'two-rounds': { type: 'string', default: '3' },
    hands: { type: 'string', default: '6' },
    seed: { type: 'string' },
    help: { type: 'boolean' },
  },
})
const ADMIN = { ADMIN_EMAIL: 'raiz@desk.example', ADMIN_PASSWORD: 'una-clave-bien-larga' }

const ROUNDS = Number(flags.rounds ?? 10)

if (flags.help) console.log(USAGE)
else if (positionals[0] === 'mail') await mailFaults()
else await faults()

async function mailFaults() {
  const { runMailFaults } = await import('./mail/run.ts')
  const [rounds, minutes, bulk] = [flags.rounds ?? 24, flags.minutes, flags.bulk].map(Number) as [
    number,
    number,
    number,
  ]
  const seed = Number(flags.seed ?? Math.floor(Math.random() * 1_000_000))
  process.exitCode = (await runMailFaults({ rounds, minutes, bulk, seed, only: flags.only, admin: ADMIN })) ? 1 : 0
}

async function faults() {
  const seed = Number(flags.seed ?? Math.floor(Math.random() * 1_000_000))
  const chance = chanceFrom(seed)
  console.log(`Seed ${seed}`)
  const broken =
    (await oneDesk(chance)) + (await twoDesks({ rounds: Number(flags['two-rounds']), chance, admin: ADMIN }))
  console.log(
    broken ? `${broken} rounds broke a promise.` : 'Nothing acknowledged was lost, nothing was written by halves.',
  )
  process.exitCode = broken ? 1 : 0
}

/** The desk with its own database: app and database are killed in turn. Answers how many rounds broke a promise. */
async function oneDesk(chance: Chance): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ventanilla-faults-'))
  const ledger = newLedger()
  let desk = await startDesk({ DATA_DIR: dataDir, ...ADMIN })
  const token = await adminToken({ DATA_DIR: dataDir }, runningEmbedded(dataDir)!)
  let broken = 0
  for (let round = 1; round <= ROUNDS; round++) {
    const victim = round % 2 ? 'app' : 'database'
    const since = ledger.acknowledged.length
    await killUnderLoad(desk, dataDir, { victim, token, chance, ledger })
    const down = performance.now()
    if (victim === 'app') desk = await startDesk({ DATA_DIR: dataDir, ...ADMIN }, desk.port)
    else await untilReady(desk, 30_000)
    const back = Math.round(performance.now() - down)
    const open = ledger.open.length
    const found = await inspect(runningEmbedded(dataDir)!, { port: desk.port, token, dataDir, ledger, since })
    const postmasters = await postmastersOf(dataDir)
    const good = nothingFound(found) && postmasters.length === 1
    if (!good) broken++
    const written = ledger.acknowledged.length - since
    console.log(
      `${round} ${victim}: ${written} writes, ${open} without answer, back in ${back} ms: ${good ? 'ok' : JSON.stringify({ found, postmasters })}`,
    )
  }
  await desk.stop()
  rmSync(dataDir, { recursive: true, force: true })
  console.log(`${ROUNDS} rounds, ${ledger.acknowledged.length} acknowledged writes, ${ledger.refused} refused`)
  return broken
}

async function killUnderLoad(
  desk: DeskProcess,
  dataDir: string,
  { victim, token, chance, ledger }: { victim: 'app' | 'database'; token: string; chance: Chance; ledger: Ledger },
) {
  let stop = false
  const writing = writeUntil(() => stop, { port: desk.port, token, hands: Number(flags.hands), chance, ledger })
  await sleep(chance.between(30, 700))
  process.kill(victim === 'app' ? desk.pid : postmasterOf(dataDir), 'SIGKILL')
  if (victim === 'app') await ended(desk.child)
  await sleep(victim === 'app' ? 0 : 50)
  stop = true
  await writing
}

function postmasterOf(dataDir: string) {
  return Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
}
