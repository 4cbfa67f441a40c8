import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Actor } from '../../server/auth/actor.ts'
import type { Context } from '../../server/context.ts'
import type { addInteraction } from '../../server/conversations/contract.ts'
import { addInteractionAs } from '../../server/conversations/interactions.ts'
import { openTicketAs } from '../../server/conversations/opening.ts'
import { editActivityAs, planActivityAs } from '../../server/tickets/activities.ts'
import type { TicketPatch } from '../../server/tickets/contract.ts'
import { editTicketAs } from '../../server/tickets/editing.ts'
import { suggestedPriority } from '../../server/tickets/priority.rules.ts'
import type { Case } from './cases/case.ts'
import type { Categories } from './categories.ts'
import { writeFirst } from './mail/writing.ts'
import type { Customer } from './people.ts'
import * as said from './phrases.ts'
import type { GroupName, Staff } from './staff.ts'
import type { Stage } from './stage.ts'
import { fill, greetingAt, letter, sentence } from './words.ts'

/** A ticket on its way through the play. */
export type Ticket = {
  stage: Stage
  staff: Staff
  categories: Categories
  words: Case
  customer: Customer
  channel: 'email' | 'phone' | 'portal' | 'chat'
  /** Where it lies now. */
  group: GroupName
  worker: Actor
  id: number
  /** A second ticket about the same, once there is one. */
  twin?: number
}
export type Beat = (t: Ticket) => Promise<unknown>
type Said = Omit<Static<(typeof addInteraction)['body']>, 'version'>

export const one = (t: Ticket, list: readonly string[]) => t.stage.chance.one(list)

/** An agent or the customer says something, and what changes with it, in one save. */
export const say = (t: Ticket, who: Actor, body: Said) =>
  t.stage.as(who, async (ctx) => addInteractionAs(ctx, t.id, { ...body, version: await versionOf(ctx, t.id) }))

export const save = (t: Ticket, who: Actor, patch: Omit<TicketPatch, 'version'>) =>
  t.stage.as(who, async (ctx) => editTicketAs(ctx, t.id, { ...patch, version: await versionOf(ctx, t.id) }))

async function versionOf({ db }: Context, id: number): Promise<number> {
  return (await db.selectFrom('tickets').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version
}

/** A call that was had: it began some minutes ago. */
export const called = (
  t: Ticket,
  result: NonNullable<Said['call']>['result'],
  more: Partial<NonNullable<Said['call']>> = {},
) => ({
  kind: 'call' as const,
  call: {
    result,
    seconds: result === 'answered' ? t.stage.chance.between(70, 620) : t.stage.chance.between(12, 40),
    ...more,
  },
})

/** Our words in writing: by mail, except to whoever came by the portal or the chat; who has no mail is called. */
export const write = (t: Ticket, text: string, more: Partial<Said> = {}) => {
  if (onlyCalls(t)) return say(t, t.worker, { ...called(t, 'answered'), text, ...more })
  return t.channel === 'portal' || t.channel === 'chat'
    ? say(t, t.worker, { kind: 'portal', text, ...more })
    : say(t, t.worker, { kind: 'email', text: addressed(t, text), ...more })
}
export const onlyCalls = ({ channel, customer }: Ticket) => channel === 'phone' && !customer.mails

function addressed({ customer, stage }: Ticket, text: string): string {
  const hello = stage.chance.one([
    `Hola, ${customer.firstName}:`,
    `${greetingAt(stage.raiz.zone, stage.now())}, ${customer.firstName}:`,
  ])
  return `${hello}\n\n${text}`
}

/** T7: by phone somebody at the desk writes; in the portal and by mail the customer does, and nobody has seen it yet. */
export const open: Beat = async (t) => {
  if (t.channel === 'email') t.id = await writeFirst(t)
  else t.id = await t.stage.as(opener(t), (ctx) => openTicketAs(ctx, { ...opening(t, ctx), ...ownedBy(t) }))
}

/** T6: solved while they spoke. */
export const solveOnTheCall: Beat = async (t) => {
  const resolved = { solution: sentence(t.words.done) }
  const who = opener(t)
  const ownerId = who === t.worker ? t.worker.id! : undefined
  t.id = await t.stage.as(who, (ctx) => openTicketAs(ctx, { ...opening(t, ctx), ownerId, resolved }))
}

/** Z5: what a mail does not say by itself, filled in by the first who reads it. */
export const classify: Beat = (t) => {
  const { words, stage, categories } = t
  const category = categories[words.about]
  return save(t, t.staff.workers.soporte.includes(t.worker) ? t.worker : t.staff.workers.soporte[0]!, {
    ...{ categoryId: category.id, answers: category.answers(stage.chance) },
    ...{ priority: suggestedPriority(words.severity, words.reach), tags: tagsOf(t) },
  })
}

function opener({ channel, stage, staff, worker }: Ticket): Actor {
  if (channel === 'portal') return stage.raiz
  return channel === 'phone' && stage.chance.often(0.6) ? stage.chance.one(staff.operators) : worker
}

function opening(t: Ticket, { now }: Context) {
  const { words, customer, channel, stage, categories, staff } = t
  const { colleague } = customer
  const category = categories[words.about]
  return {
    ...{
      channel,
      subject: words.subject,
      customerId: customer.id,
      categoryId: category.id,
      groupId: staff.groups[t.group],
    },
    ...{ severity: words.severity, reach: words.reach },
    description:
      channel === 'phone'
        ? words.call
        : letter(words.writes, customer.firstName, greetingAt(stage.raiz.zone, now), stage.chance),
    answers: category.answers(stage.chance),
    ...(colleague && stage.chance.often(0.12) && { reporterId: colleague.id }),
    tags: tagsOf(t),
  }
}

const tagsOf = (t: Ticket) =>
  t.stage.chance.often(0.15) ? [one(t, ['preferente', 'recurrente', 'hora punta', 'nuevo cliente'])] : []

const ownedBy = (t: Ticket) => (t.channel === 'chat' ? { ownerId: t.worker.id! } : {})

/** Z5: to the team that solves such things, with the reason. */
export const dispatch =
  (group: Exclude<GroupName, 'bandeja'>): Beat =>
  async (t) => {
    const lead = t.group === 'bandeja' ? t.staff.workers.soporte[0]! : t.worker
    await say(t, lead, { kind: 'note', text: one(t, said.HANDED_OVER), groupId: t.staff.groups[group] })
    t.group = group
    t.worker = t.stage.chance.one(t.staff.workers[group])
  }

/** From the tray into Soporte, as the day begins. */
export const sort: Beat = async (t) => {
  await save(t, t.staff.workers.soporte[0]!, { groupId: t.staff.groups.soporte })
  t.group = 'soporte'
}

/** S3: somebody begins; who wrote is told so, unless the desk's own confirmation has said enough. */
export const take: Beat = (t) =>
  t.channel === 'phone' || (t.channel === 'email' && t.stage.chance.often(0.7))
    ? save(t, t.worker, { status: 'in_progress', ownerId: t.worker.id })
    : write(t, one(t, said.TAKEN), { status: 'in_progress', ownerId: t.worker.id! })

export const note: Beat = (t) => say(t, t.worker, { kind: 'note', text: t.words.finds })
export const summarize: Beat = (t) => save(t, t.worker, { summary: t.words.finds, cause: t.words.cause })

/** S4: the question, and now it is the customer's turn. */
export const ask: Beat = (t) =>
  byPhone(t)
    ? say(t, t.worker, {
        ...called(t, 'answered', { objectives: ['obtain_details'] }),
        text: `Se le pregunta: «${t.words.asks}» Lo revisa y ${onlyCalls(t) ? 'vuelve a llamar' : 'responde por correo'}.`,
        status: 'customer_action',
      })
    : askInWriting(t)

const byPhone = (t: Ticket) => onlyCalls(t) || (t.channel === 'phone' && t.stage.chance.often(0.6))

export const askInWriting: Beat = (t) => write(t, t.words.asks, { status: 'customer_action' })

/** E5: news while the work goes on. */
export const update: Beat = (t) =>
  byPhone(t) ? say(t, t.worker, { ...called(t, 'answered'), text: one(t, said.UPDATE) }) : write(t, one(t, said.UPDATE))

/** S5: somebody else must act, and is called for it. */
export const askThird =
  (chaseIn: number): Beat =>
  (t) => {
    const { name, role, asks } = t.words.third!
    const chaseAt = t.stage.soon(chaseIn).toISOString()
    const call = { ...called(t, 'answered'), party: 'third_party' as const, text: asks }
    return say(t, t.worker, { ...call, status: 'third_party_action', thirdParty: { name, role, chaseAt } })
  }

export const tellOfThird: Beat = (t) => write(t, fill(one(t, said.WAITING), { third: t.words.third!.name }))

export const thirdAnswers: Beat = async (t) => {
  const { rows } = await sql<{ id: number }>`select id from parties where ticket_id = ${t.id} and awaited`.execute(
    t.stage.desk.db,
  )
  await say(t, t.worker, { ...called(t, 'answered'), direction: 'in', party: rows[0]!.id, text: t.words.third!.says })
}

/** S14: somebody goes there, or meets them in front of the screen. */
export const plan =
  (dueIn: number): Beat =>
  (t) => {
    const title = t.words.visit ?? `Sesión remota con ${t.customer.firstName}`
    return t.stage.as(t.worker, (ctx) =>
      planActivityAs(ctx, t.id, {
        kind: title.startsWith('Sesión') ? 'appointment' : 'visit',
        title,
        dueAt: t.stage.soon(dueIn).toISOString(),
      }),
    )
  }

export const visit: Beat = async (t) => {
  const { rows } = await sql<{ id: number; version: number }>`
    select id, version from activities where ticket_id = ${t.id} and done_at is null`.execute(t.stage.desk.db)
  const { id, version } = rows[0]!
  await t.stage.as(t.worker, (ctx) => editActivityAs(ctx, id, { version, done: true, result: sentence(t.words.done) }))
}

/** S6, E6: done, told and, where the team asks for it, checked. */
export const complete: Beat = (t) => {
  const { done, cause } = t.words
  const result = {
    ...{ status: 'completed' as const, solution: sentence(done), cause },
    ...checked(t),
  }
  return byPhone(t)
    ? say(t, t.worker, { ...called(t, 'answered'), text: fill(one(t, said.DONE_CALL), { done }), ...result })
    : write(t, fill(one(t, said.DONE), { done }), result)
}

/** The second line completes nothing unchecked. */
export const checked = (t: Ticket) => (t.group === 'segunda' ? { verification: one(t, said.CHECKS) } : {})
