import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { LANGUAGES, type Language } from '../platform/i18n.ts'
import { fillIn } from '../platform/liquid.ts'
import { companySettings } from '../platform/settings.ts'
import { callRecord } from './calls.queries.ts'
import type { callScript, Script } from './scripts.contract.ts'
import { partOfDay, scriptFor, spokenNumber } from './scripts.rules.ts'

export async function scripts(ctx: Context) {
  return { items: await written(ctx), builtIn: LANGUAGES.map((language) => builtIn(ctx, language)) }
}

/** T2, T8: what to say on this call, in the customer's language (unknown: the agent's) and by the clock at their place. */
export async function scriptOfCall(ctx: Context, id: number): Promise<Static<(typeof callScript)['reply']>> {
  const { group } = await callRecord(ctx, id)
  const about = await aboutCall(ctx, id)
  const company = await companySettings(ctx)
  const language = about.language ?? ctx.language
  const zone = about.zone ?? company.zone
  const estimate = about.estimatedAt && inWords(ctx, about.estimatedAt, language, zone)
  const script = scriptFor(await written(ctx), group?.id ?? null, language) ?? builtIn(ctx, language)
  const names = {
    ...namesFor(ctx, language, zone, company),
    customer: about.customer && { name: about.customer, firstName: about.customer.split(/\s+/)[0] },
    ticket: about.ticketId && ticketNames(about.ticketId, estimate),
  }
  return {
    language,
    greeting: (await fillIn(script.greeting, names, 'text', true)).trim(),
    closing: (await fillIn(script.closing, names, 'text', true)).trim(),
    readOut: about.ticketId
      ? { number: String(about.ticketId), spoken: spokenNumber(String(about.ticketId)), estimate, zone }
      : null,
  }
}

/** An hour at which somebody works, wherever the company is. */
const EXAMPLE = new Date('2026-03-05T15:40:00Z')

/** A made-up call to try a script on. */
export async function exampleCall(ctx: Context, language: Language) {
  const company = await companySettings(ctx)
  return {
    ...namesFor(ctx, language, company.zone, company),
    customer: { name: 'María González', firstName: 'María' },
    ticket: ticketNames(10482, inWords(ctx, EXAMPLE, language, company.zone)),
  }
}

async function written({ db }: Context): Promise<Script[]> {
  const rows = await db
    .selectFrom('call_scripts')
    .select(['group_id as groupId', 'language', 'greeting', 'closing'])
    .execute()
  return rows as Script[]
}

function builtIn(ctx: Context, language: Language): Script {
  const say = ctx.voice(language)
  return { groupId: null, language, greeting: say('script.greeting'), closing: say('script.closing') }
}

type Company = Awaited<ReturnType<typeof companySettings>>

function namesFor(ctx: Context, language: Language, zone: string, { name, supportChannels }: Company) {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: zone }).format(ctx.now))
  return {
    greeting: ctx.voice(language)(`script.partOfDay.${partOfDay(hour)}`),
    company: { name, channels: supportChannels },
    agent: { name: ctx.actor.name },
  }
}

const ticketNames = (id: number, estimate: string | null) => ({
  number: String(id),
  spoken: spokenNumber(String(id)),
  estimate: estimate ?? '',
})

/** "el martes 3 de marzo, a las 17:00" where the customer is. */
function inWords(ctx: Context, at: Date, language: Language, zone: string): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: zone, ...options }).format(at)
  const day = format({ weekday: 'long', day: 'numeric', month: 'long' })
  const time = format({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' })
  return ctx.voice(language)('script.when', { day, time, count: Number.parseInt(time, 10) })
}

type About = {
  customer: string | null
  language: Language | null
  zone: string | null
  ticketId: number | null
  estimatedAt: Date | null
}

async function aboutCall({ db }: Context, id: number): Promise<About> {
  const { rows } = await sql<About>`
    select c.name as customer, coalesce(c.language, o.language) as language, coalesce(c.zone, o.zone) as zone, k.ticket_id as "ticketId",
      case when t.status not in ('completed', 'closed') then t.estimated_at end as "estimatedAt"
    from calls k left join tickets t on t.id = k.ticket_id left join customers c on c.id = coalesce(k.customer_id, t.customer_id)
      left join organizations o on o.id = c.organization_id where k.id = ${id}`.execute(db)
  return rows[0]!
}
