import { queryOptions } from '@tanstack/react-query'
import { type MailMode, mailDraft } from '../../../server/mail/outgoing/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import type { ComposerDraft } from './composer-draft.ts'

export type Proposed = ReplyOf<typeof mailDraft>
export type Enclosed = { fileId: number; filename: string; size: number; contentId?: string }

/** A mail as the form holds it: recipients as they are typed. */
export type MailFields = {
  mode: MailMode
  interactionId: number | null
  to: string[]
  cc: string[]
  bcc: string[]
  subject: string
  replyToId: number | null
  forwardOfId: number | null
  quote: boolean
}

/** Recipients, subject, signature and quoted words, as the desk proposes them; asked anew for each mail. */
export const mailDraftQuery = (ticketId: number, mode: MailMode, interactionId: number | null) =>
  queryOptions({
    queryKey: [...keys.ticketPart(ticketId, 'mail-draft'), mode, interactionId],
    queryFn: () =>
      call(mailDraft, { params: { id: ticketId }, query: { mode, interactionId: interactionId ?? undefined } }),
    staleTime: 0,
    retry: false,
  })

export const fieldsFrom = (proposed: Proposed, interactionId: number | null): MailFields => ({
  mode: proposed.mode,
  interactionId,
  to: proposed.to.map(written),
  cc: proposed.cc.map(written),
  bcc: [],
  subject: proposed.subject,
  replyToId: proposed.replyToId,
  forwardOfId: proposed.forwardOfId,
  quote: true,
})

export const enclosedFrom = ({ attachments }: Proposed): Enclosed[] =>
  attachments.map(({ fileId, filename, size, contentId }) => ({
    fileId,
    filename,
    size,
    ...(contentId && { contentId }),
  }))

/** E5: news for the customer are written into a mail to them, and into none that passes words on to somebody else. */
export const forCustomer = ({ customers }: Pick<Proposed, 'customers'>, { mode, to }: MailFields) =>
  mode !== 'forward' && (!to.length || to.some((typed) => customers.includes(addressIn(typed))))

/** Whether the mail that is being written is one to somebody else, as far as is known; what is for the customer has no place in it. */
export function isForOthers(
  ticketId: number,
  { mail, mailRequest }: Pick<ComposerDraft, 'mail' | 'mailRequest'>,
): boolean {
  if (mailRequest) return mailRequest.mode === 'forward'
  if (!mail || mail.mode === 'forward') return mail !== null
  const proposed = queries.getQueryData(mailDraftQuery(ticketId, mail.mode, mail.interactionId).queryKey)
  return proposed !== undefined && !forCustomer(proposed, mail)
}

/** The address within what was typed. */
export const addressIn = (typed: string) => (/<([^<>]+)>\s*$/.exec(typed)?.[1] ?? typed).trim().toLowerCase()

/** The name before the address, where there is one. */
export const nameIn = (typed: string) => (/^(.*)<[^<>]+>\s*$/.exec(typed)?.[1] ?? '').trim().replace(/^"(.*)"$/, '$1')

/** `Ana Díaz <ana@example.com>`, the name in quotes where it holds what would end it. */
export function written({ name, address }: { name: string | null; address: string }): string {
  if (!name) return address
  return `${quotedName(name)} <${address}>`
}

export const quotedName = (name: string) => (/[",;<>@]/.test(name) ? `"${name.replaceAll('"', '')}"` : name)
