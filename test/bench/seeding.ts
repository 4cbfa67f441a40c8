import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Seeded, seedBig } from '../../seeds/big.ts'
import { openDesk } from '../../server/desk.ts'
import { readConfig } from '../../server/platform/config.ts'
import { startEmbedded } from '../../server/platform/embedded.ts'
import { migrate } from '../../server/platform/migrate.ts'
import type { Desk } from '../../server/transaction.ts'

type Past = Omit<Parameters<typeof seedBig>[1], 'log'>

/** A desk with a synthetic past, made once: a folder that holds one is taken as it is. */
export async function seededDesk(dataDir: string, past: Past): Promise<Seeded> {
  const mark = join(dataDir, 'seeded.json')
  if (existsSync(mark)) return JSON.parse(readFileSync(mark, 'utf8'))
  mkdirSync(dataDir, { recursive: true })
  const embedded = await startEmbedded({ dataDir, log: () => {} })
  try {
    await migrate(embedded.url)
    const desk = openDesk(readConfig({ DATA_DIR: dataDir }), embedded.url)
    const seeded = await seedBig(desk, { ...past, log: (line) => console.error(line) })
    await desk.db.destroy()
    writeFileSync(mark, JSON.stringify(seeded))
    return seeded
  } finally {
    await embedded.stop()
  }
}

/** What fell due on a desk kept from an earlier run while it lay idle is done first: done meanwhile it would be measured with everything. */
export async function caughtUp({ db }: Desk) {
  const until = Date.now() + 30 * 60_000
  for (let told = false; Date.now() < until; await sleep(1000)) {
    const { rows } = await sql<{
      due: number
    }>`select count(*) as due from tickets where sweep_at <= desk_now()`.execute(db)
    const { due } = rows[0]!
    if (!due) return
    if (!told) console.error(`${due} tickets fell due since this desk was used: they come first.`)
    told = true
  }
  throw new Error('What fell due on this desk is not done after half an hour: seed it anew.')
}
