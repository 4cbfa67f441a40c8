import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Settings } from './contract.ts'

const DEFAULTS: Settings = {
  density: 'normal',
  scheme: 'auto',
  singleKeys: true,
  shortcuts: {},
  alerts: {},
  desktopAlerts: false,
  viewOrder: [],
}

export async function myPreferences({ db, actor }: Context): Promise<{ settings: Settings; available: boolean }> {
  const { rows } = await sql<{ settings: Partial<Settings> | null; available: boolean | null }>`
    select p.settings, v.available from agents a left join preferences p on p.agent_id = a.id left join availability v on v.agent_id = a.id
    where a.id = ${actor.id}`.execute(db)
  const [row] = rows
  return { settings: { ...DEFAULTS, ...row?.settings }, available: row?.available ?? true }
}

/** One's own looks and keys: no record is kept of them. */
export async function editMyPreferences(ctx: Context, change: Partial<Settings>) {
  await sql`insert into preferences (agent_id, settings, updated_at) values (${ctx.actor.id}, ${JSON.stringify(change)}::jsonb, ${ctx.now})
    on conflict (agent_id) do update set settings = preferences.settings || excluded.settings, updated_at = excluded.updated_at`.execute(
    ctx.db,
  )
  ctx.announced.push({ topic: 'preferences', agentId: ctx.actor.id! })
}

export async function setMyAvailability(ctx: Context, available: boolean) {
  await sql`insert into availability (agent_id, available, since) values (${ctx.actor.id}, ${available}, ${ctx.now})
    on conflict (agent_id) do update set available = excluded.available,
      since = case when availability.available = excluded.available then availability.since else excluded.since end`.execute(
    ctx.db,
  )
  ctx.announced.push({ topic: 'availability', groupIds: [...ctx.actor.rights.keys()] })
  ctx.announced.push({ topic: 'preferences', agentId: ctx.actor.id! })
}
