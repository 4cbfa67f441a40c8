import { furnish, setupKey, setupNeeded } from './admin/setting-up.ts'
import { buildApp } from './app.ts'
import { system } from './auth/actor.ts'
import { tellOfDatabase } from './cli/speaking.ts'
import { deskForRounds, openDesk } from './desk.ts'
import { refuseHalfPlayed } from './platform/clock.ts'
import { type Config, readConfig } from './platform/config.ts'
import { beganAsDemo } from './platform/demo.ts'
import { startEmbedded } from './platform/embedded.ts'
import { migrate } from './platform/migrate.ts'
import { finishInHand } from './stopping.ts'
import { type Desk, transact } from './transaction.ts'
import { startWorker } from './worker.ts'

// The only file with effects at import: config → database → app + worker.
try {
  await start(readConfig())
} catch (error) {
  // A sentence for whoever starts it; the stack only for whoever asks.
  console.error(process.env.LOG_LEVEL === 'debug' ? error : (error as Error).message)
  process.exit(1)
}

async function start(config: Config) {
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded({ dataDir: config.dataDir, log: tellOfDatabase(console.log) })
  await migrate(config.databaseDirectUrl ?? embedded!.url)
  const desk = openDesk(config, config.databaseUrl ?? embedded!.url)
  await refuseHalfPlayed(desk)
  if (process.argv.includes('--demo')) await showDemo(desk)
  if (config.admin) await createFirstAdmin(desk, config.admin)
  if (config.role !== 'web' && (await beganAsDemo(desk))) await keepMailHere(desk)
  const rounds = deskForRounds(desk)
  const worker = config.role === 'web' ? undefined : startWorker(rounds)
  const app = await buildApp(desk)
  await app.listen({ port: config.port, host: config.host })
  await announce(desk)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    embedded?.leaving()
    const ended = worker?.stop()
    await finishInHand(app, async () => {
      await ended
      await Promise.all([rounds.db.destroy(), desk.db.destroy()])
    })
    await embedded?.stop()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)
}

/** Not loaded unless asked for: a desk in earnest has no use for it. */
async function showDemo(desk: Desk) {
  const { presentDemo } = await import('../seeds/demo-terminal.ts')
  await presentDemo(desk)
}

/** What a demo desk sends reaches nobody: it ends in this process. */
async function keepMailHere(desk: Desk) {
  const { leadToSink } = await import('../seeds/demo/mail/leading.ts')
  await leadToSink(desk)
}

/** ADMIN_EMAIL and ADMIN_PASSWORD make the first admin once, without the assistant. */
async function createFirstAdmin(desk: Desk, { email, password }: { email: string; password: string }) {
  await transact(desk, { who: system(desk.config.companyZone), source: 'environment' }, async (ctx) => {
    if (await setupNeeded(ctx))
      await furnish(ctx, { company: 'Ventanilla', name: email.split('@')[0]!, email, password })
  })
}

async function announce({ db, config }: Desk) {
  console.log(`Ventanilla: ${config.publicUrl}`)
  if (await setupNeeded({ db: db as never }))
    console.log(
      `Primera visita · first visit: ${config.publicUrl}/preparar\nClave de preparación · set-up key: ${setupKey(config)}`,
    )
}
