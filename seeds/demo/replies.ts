import { openTicketAs } from '../../server/conversations/opening.ts'
import { splitTicketAs } from '../../server/conversations/splitting.ts'
import { editCustomerAs } from '../../server/customers/customers.ts'
import { discardTicketAs, mergeTicketAs } from '../../server/tickets/merging.ts'
import { snoozeTicketAs } from '../../server/tickets/snoozing.ts'
import { type Beat, called, checked, one, onlyCalls, save, say, type Ticket, write } from './beats.ts'
import { beAway, sendBack, thankBack, writeAsStranger, writeBack } from './mail/writing.ts'
import * as said from './phrases.ts'

/** The customer's own words: by mail where they had one from us, otherwise in the portal; who has no mail calls. */
const writes = async (t: Ticket, text: string, by = writeBack) => {
  if (onlyCalls(t)) return say(t, t.worker, { ...called(t, 'answered'), direction: 'in', text })
  const mailed = t.channel === 'portal' || t.channel === 'chat' ? null : await by(t, text)
  return mailed ?? say(t, t.stage.raiz, { kind: 'portal', direction: 'in', text })
}

export const answer: Beat = (t) =>
  t.stage.chance.often(0.3)
    ? say(t, t.worker, { ...called(t, 'answered', { outcome: 'added' }), direction: 'in', text: t.words.answers })
    : writes(t, t.words.answers)

/** E7: a confirmation in so many words. */
export const thank: Beat = (t) => (onlyCalls(t) ? confirmByPhone(t) : writes(t, one(t, said.THANKS), thankBack))
/** Courtesy alone moves nothing; and nobody calls for it. */
export const justThank: Beat = async (t) =>
  // Where nothing closes by itself, somebody asks.
  t.group === 'cuentas' ? confirmByPhone(t) : onlyCalls(t) || writes(t, one(t, said.BARE_THANKS), thankBack)

/** S6: it was not solved after all. */
export const complain: Beat = (t) => writes(t, one(t, said.AGAIN))
export const findAgain: Beat = (t) => say(t, t.worker, { kind: 'note', text: one(t, said.AGAIN_FOUND) })

/** S7: words on a closed ticket open another, and the story goes on there. */
export const comeBack: Beat = async (t) => {
  t.id = (await writes(t, one(t, said.LATER))).ticketId
  if (t.channel === 'phone' && t.customer.mails) t.channel = 'email'
}

/** Z8: calls that reach nobody are on the record too. */
export const failToReach: Beat = (t) => {
  const result = t.stage.chance.one(['no_answer', 'no_answer', 'busy'] as const)
  return say(t, t.worker, {
    ...called(t, result, { objectives: ['obtain_details'] }),
    text: one(t, result === 'busy' ? said.BUSY : said.NO_ANSWER),
  })
}
export const leaveMessage: Beat = (t) =>
  say(t, t.worker, { ...called(t, 'voicemail', { objectives: ['obtain_details'] }), text: one(t, said.VOICEMAIL) })

/** Nobody reads it for now. */
export const away: Beat = beAway

/** Z4: an address written down wrongly on the telephone: our mail comes back, and somebody calls to ask. */
export const mishear: Beat = (t) => keepEmails(t, [t.customer.email.replace(/(.)(.)@/, '$2$1@'), t.customer.email])
export const comeBackUnread: Beat = sendBack
export const correctAddress: Beat = async (t) => {
  const call = called(t, 'answered', { objectives: ['validate_information'] })
  await say(t, t.worker, { ...call, text: one(t, said.ADDRESS_CORRECTED) })
  await keepEmails(t, [t.customer.email])
}
const keepEmails = ({ stage, worker, customer }: Ticket, emails: string[]) =>
  stage.as(worker, (ctx) => editCustomerAs(ctx, customer.id, { emails }))

/** Z7: reached at last; what they say on the phone is the answer. */
export const reach: Beat = (t) =>
  say(t, t.worker, {
    ...called(t, 'answered', { objectives: ['obtain_details', 'solve_faster'], outcome: 'still_pending' }),
    text: `Contesta. ${t.words.answers}`,
    status: 'in_progress',
  })

export const confirmByPhone: Beat = (t) =>
  say(t, t.worker, {
    ...called(t, 'answered', { objectives: ['confirm_resolution'], outcome: 'solved' }),
    text: one(t, said.CONFIRMED),
  })

export const agreeToCallBack =
  (hours: number): Beat =>
  (t) =>
    say(t, t.worker, {
      ...called(t, 'callback_agreed', {
        callbackAt: t.stage.soon(hours).toISOString(),
        objectives: ['validate_information'],
      }),
      text: one(t, said.CALLBACK),
    })

export const promise =
  (hours: number): Beat =>
  (t) =>
    save(t, t.worker, { promisedAt: t.stage.soon(hours).toISOString() })

export const snooze =
  (hours: number): Beat =>
  (t) =>
    t.stage.as(t.worker, (ctx) =>
      snoozeTicketAs(ctx, t.id, { until: t.stage.soon(hours).toISOString(), reason: one(t, said.SNOOZES) }),
    )

/** The lead closes by hand what was confirmed otherwise. */
export const closeByHand: Beat = (t) => {
  const lead = t.group === 'bandeja' ? t.staff.admin : t.staff.workers[t.group][0]!
  return save(t, lead, { status: 'closed' })
}

/** Somebody calls again about the same; the lead puts the two together. */
export const callTwice: Beat = async (t) => {
  const { customer, words, staff, stage } = t
  const second = await stage.as(stage.chance.one(staff.operators), (ctx) =>
    openTicketAs(ctx, {
      ...{ channel: 'phone', subject: words.subject, customerId: (customer.colleague ?? customer).id },
      ...{ severity: words.severity, reach: words.reach, groupId: staff.groups.soporte },
      description: `${one(t, said.ASKED_AGAIN)} ${words.call}`,
    }),
  )
  t.twin = second
}
export const merge: Beat = (t) => t.stage.as(t.staff.admin, (ctx) => mergeTicketAs(ctx, t.twin!, t.id))

/** Another matter in the same message: it gets a ticket of its own, solved on the spot. */
export const askForMore: Beat = async (t) => {
  const { interactionId } = await writes(t, said.BY_THE_WAY.says)
  const other = await t.stage.as(t.worker, (ctx) =>
    splitTicketAs(ctx, t.id, { interactionIds: [interactionId], subject: said.BY_THE_WAY.subject }),
  )
  const { answer: text, ...solved } = said.BY_THE_WAY.solved
  await write({ ...t, id: other }, text, { status: 'completed', ...solved, ...checked(t) })
}

/** Somebody who is no customer. */
export const arriveByMistake =
  ({ channel, from, subject, says, verdict }: said.Stray): Beat =>
  async (t) => {
    const { staff, stage, customer } = t
    if (channel === 'email') {
      t.id = await writeAsStranger(
        t,
        { email: customer.email, name: customer.name, ...from },
        { subject, says },
        verdict,
      )
      return
    }
    const ticket = {
      channel,
      subject,
      description: says,
      ...(from ? { customer: from } : { customerId: t.customer.id }),
      groupId: staff.groups.soporte,
    }
    t.id = await stage.as(channel === 'phone' ? stage.chance.one(staff.operators) : stage.raiz, (ctx) =>
      openTicketAs(ctx, { ...ticket, severity: 4, reach: 4 }),
    )
  }

/** Spam, wrong numbers and tests: closed with the reason. */
export const discard =
  ({ reason }: said.Stray): Beat =>
  (t) =>
    t.stage.as(t.staff.workers.soporte[0]!, (ctx) => discardTicketAs(ctx, t.id, reason))
