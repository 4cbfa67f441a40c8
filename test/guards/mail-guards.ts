import type { Guard } from './guards.ts'

const mails = 'test/stories/mail-becomes-tickets.test.ts'
const hands = 'test/stories/what-the-desk-writes-is-in-our-hands.test.ts'
const notices = 'test/stories/the-desk-writes-by-itself.test.ts'
const answers = 'test/stories/answers-leave-by-mail.test.ts'
const fetched = 'test/stories/mail-is-fetched.test.ts'
const spoken = 'test/stories/nobody-speaks-for-another-by-mail.test.ts'
const oauth = 'test/stories/mailboxes-sign-in-by-oauth.test.ts'

/** Mail: in, out, and what the desk writes by itself. */
export const mailGuards: Guard[] = [
  {
    id: 'E1',
    what: 'what lay in a mailbox before it was connected is left alone',
    file: 'server/mail/fetching/fetching.rules.ts',
    find: 'return !seen && (uid > oldUpTo || (unreadSince !== null && arrivedAt >= unreadSince))',
    put: 'void [uid, oldUpTo, unreadSince]\n  return !seen',
    story: 'server/mail/fetching/fetching.rules.test.ts',
  },
  {
    id: 'E1',
    what: 'one mail in two mailboxes is one ticket',
    file: 'server/mail/intake/placing.ts',
    find: "if (twin && !held.forced) return { outcome: 'ignored', reason: 'duplicate', ...twin }",
    put: 'void twin',
    story: mails,
  },
  {
    id: 'E1',
    what: 'a mail that stays unread on the server is marked again',
    file: 'server/mail/fetching/taking.ts',
    find: 'known.has(uid) && unread?.has(uid)',
    put: 'false && known.has(uid)',
    story: fetched,
  },
  {
    id: 'E2',
    what: 'what is missing is known',
    file: 'server/tickets/completeness.queries.ts',
    find: 'from asked where not answered',
    put: 'from asked where false',
    story: hands,
  },
  {
    id: 'E3',
    what: 'whoever wrote is confirmed that it arrived',
    file: 'server/mail/outgoing/notices.ts',
    find: "if (CONFIRMED.has(channel) && !firstContact && !splitOff) await notice(ctx, ticketId, 'confirmation', 0)",
    put: 'void [ctx, ticketId, channel, firstContact, splitOff, CONFIRMED]',
    story: notices,
  },
  {
    id: 'E4',
    what: 'an answer leaves with the words it answers',
    file: 'server/mail/outgoing/composing.ts',
    find: 'mail.quotedId === null ? NOTHING : await quote(ctx, mail.quotedId, mail.forward, reader),',
    put: 'NOTHING,',
    story: answers,
  },
  {
    id: 'E1',
    what: 'what the database refuses is held, by whatever door it came',
    file: 'server/mail/intake/receiving.ts',
    find: 'return enterHeld(desk, asDesk, mail, kept, String((err as Error).message))',
    put: 'throw err',
    story: 'test/stories/mail-is-handed-over.test.ts',
  },
  {
    id: 'E1',
    what: 'what breaks off at a mail every time holds up no other',
    file: 'server/mail/fetching/taking.ts',
    find: 'if (folder.client.usable) return',
    put: '',
    story: fetched,
  },
  {
    id: 'E5',
    what: 'an update speaks of nothing that is our own business',
    file: 'server/mail/outgoing/proposing.ts',
    find: "done_at is null and kind in ('visit', 'appointment')",
    put: 'done_at is null',
    story: hands,
  },
  {
    id: 'Z1',
    what: 'whoever writes is known by the address',
    file: 'server/mail/intake/speaking.ts',
    find: "held.say('mail.no_name'), email }",
    put: "held.say('mail.no_name'), email: undefined }",
    story: mails,
  },
  {
    id: 'L1',
    what: 'what comes in without a person says how it came',
    file: 'server/mail/intake/speaking.ts',
    find: "channel: 'email',",
    put: "channel: 'api',",
    story: mails,
  },
  {
    id: 'S10',
    what: 'no answer goes to whoever wrote in the customer’s stead, unless somebody means it',
    file: 'server/conversations/mailing.queries.ts',
    find: 'lower(i.from_address) in (select address from customer_emails',
    put: 'true or lower(i.from_address) in (select address from customer_emails',
    story: 'test/stories/what-is-shown-is-what-is-sent.test.ts',
  },
  {
    id: 'S10',
    what: 'we are not answered by ourselves',
    file: 'server/conversations/recipients.rules.ts',
    find: 'each !== null && !isOwn(each.address, own)',
    put: 'each !== null',
    story: answers,
  },
  {
    id: 'S11',
    what: 'what is attached leaves with the mail',
    file: 'server/mail/outgoing/mime.ts',
    find: 'attachments: enclosed.map((enclosure) => attachment(enclosure, html, dataDir)),',
    put: 'attachments: [],',
    story: answers,
  },
  {
    id: 'E1',
    what: 'only what is kept is marked as read',
    file: 'server/mail/fetching/taking.ts',
    find: 'const mailIds = await receiveTogether(desk, asDesk, arriving)',
    put: `await markRead(
    client,
    came.map(({ uid }) => uid),
  )
  const mailIds = await receiveTogether(desk, asDesk, arriving)`,
    story: fetched,
  },
  {
    id: 'E1',
    what: 'a mail that the database refuses holds up no other',
    file: 'server/mail/intake/receiving.ts',
    find: 'if (!refusesTheMail(error)) throw error\n  }',
    put: 'throw error\n  }',
    story: fetched,
  },
  {
    id: 'S10',
    what: 'mail leaves by the token of its mailbox',
    file: 'server/mail/outgoing/smtp.ts',
    find: "return { method: 'XOAUTH2', oauth2: new XOAuth2(proof) }",
    put: 'void XOAuth2\n  return { user: proof.user, pass: proof.accessToken }',
    story: oauth,
  },
  {
    id: 'OAUTH',
    what: 'a token goes to no server but its own',
    file: 'server/mail/oauth/tokens.ts',
    find: '= any(homes)',
    put: "<> ''",
    story: oauth,
  },
  {
    id: 'E1',
    what: 'a signature proves only the address that we read',
    file: 'server/mail/intake/authentication.rules.ts',
    find: 'proven.length === 1 && proven[0]!.trim().toLowerCase() === from.toLowerCase()',
    put: '[proven, from].length > 0',
    story: spoken,
  },
  {
    id: 'S11',
    what: 'a pasted picture is listed where the words do not show it',
    file: 'web/console/conversations/said-parts.ts',
    find: '!shown.has(id) && !(anywhere.has(id) && size < LOGO)',
    put: '!shown.has(id) && !anywhere.has(id)',
    story: 'web/console/conversations/inline-pictures.test.ts',
  },
]
