import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { markRead } from '../server/alerts/alerts.ts'
import { system } from '../server/auth/actor.ts'
import { openDesk } from '../server/desk.ts'
import { allowSettingClock, forbidSettingClock, setClock } from '../server/platform/clock.ts'
import { deskCalendar } from '../server/sla/calendars.ts'
import { type Desk, transact } from '../server/transaction.ts'
import { chanceFrom } from './big/chance.ts'
import { createCategories } from './demo/categories.ts'
import { openPost } from './demo/mail/post.ts'
import { createCustomers } from './demo/people.ts'
import { schedule } from './demo/schedule.ts'
import { type Account, hireStaff, type Staff } from './demo/staff.ts'
import { buildStage, PAST } from './demo/stage.ts'

const SEED = 20_260_302

type Options = { tickets?: number; organizations?: number; progress?: (done: number, of: number) => void }
export type Demo = { accounts: Account[]; password: string; tickets: number }

/**
 * The demo company: four months of a support desk, played through the very commands with the clock set, so that dates, clocks, alarms
 * and record are those of a desk that was worked at. Only into an empty database; the true clock is back afterwards, come what may.
 */
export async function playDemo(
  desk: Desk,
  { tickets = 300, organizations, progress = () => {} }: Options = {},
): Promise<Demo> {
  await refuseUnlessEmpty(desk)
  progress(0, 1)
  const rehearsal = openDesk(desk.config, unsynced(desk.config.databaseUrl!))
  try {
    await allowSettingClock(rehearsal.db)
    return await play(rehearsal, { tickets, organizations, progress })
  } catch (error) {
    const told = `La demostración no se pudo completar; lo cargado no sirve. Borre los datos y empiece de nuevo, con otra carpeta (DATA_DIR).
The demo could not be completed; what was loaded is of no use. Start anew with another folder (DATA_DIR).`
    throw new Error(`${told}\n${(error as Error).message}`, { cause: error })
  } finally {
    await rehearsal.db.destroy()
    await forbidSettingClock(desk.db)
  }
}

async function play(
  desk: Desk,
  { tickets, organizations, progress }: Required<Pick<Options, 'tickets' | 'progress'>> & Options,
) {
  const end = new Date()
  const password = newPassword()
  await setClock(desk.db, new Date(+end - PAST))
  const { staff, accounts } = await transact(desk, { who: system(desk.config.companyZone), source: 'demo' }, (ctx) =>
    hireStaff(ctx, password),
  )
  const post = await openPost(desk, staff)
  try {
    const calendar = await deskCalendar({ ...desk, db: desk.db as never })
    const stage = buildStage(desk, post, chanceFrom(SEED), calendar, end)
    const categories = await createCategories(stage)
    const customers = await createCustomers(stage, organizations)
    const events = schedule(stage, { staff, categories, customers, told: new Map() }, tickets)
    for (const [i, { at, act }] of events.entries()) {
      await stage.passUntil(at)
      await act()
      progress(i + 1, events.length)
    }
    await stage.passUntil(stage.end)
    await readTheBells(desk, staff, stage.at(-6))
  } finally {
    await post.close()
  }
  return { accounts, password, tickets: await countTickets(desk) }
}

/** The bells of four months were heard; only those of today still wait. */
async function readTheBells(desk: Desk, { admin, operators, workers }: Staff, upTo: Date) {
  for (const actor of new Set([admin, ...operators, ...Object.values(workers).flat()]))
    await transact(desk, { who: actor, source: 'demo' }, async (ctx) => {
      const { rows } = await sql<{ id: number | null }>`
        select max(id) as id from alerts where agent_id = ${actor.id} and at < ${upTo}`.execute(ctx.db)
      if (rows[0]!.id) await markRead(ctx, { upTo: rows[0]!.id })
    })
}

async function refuseUnlessEmpty(desk: Desk) {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from facts) or exists (select from agents) or exists (select from tickets) as used`.execute(
    desk.db,
  )
  if (rows[0]!.used)
    throw new Error(
      'La demostración solo se carga en una base de datos vacía, y esta ya tiene datos: arranque sin --demo, o con otra carpeta (DATA_DIR).\n' +
        'The demo goes into an empty database only, and this one has data: start without --demo, or with another folder (DATA_DIR).',
    )
}

/** Nobody has been promised these commits before the last one, which is made on a connection that waits for the disk. */
function unsynced(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.searchParams.set('options', '-c timezone=UTC -c synchronous_commit=off')
  return url.href
}

const WORDS = 'lino faro nuez trigo brisa canto pinar roble cobre arena hielo marea'.split(' ')
/** Easy to type, another one every time: a demo may be reachable from outside. */
const newPassword = () =>
  [...Array.from({ length: 3 }, () => WORDS[randomInt(WORDS.length)]), randomInt(1000, 10_000)].join('-')

async function countTickets({ db }: Desk): Promise<number> {
  const { count } = await db
    .selectFrom('tickets')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
