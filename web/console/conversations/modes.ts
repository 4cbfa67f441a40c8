import { IconLock, IconMail, IconPhone } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { TextKey } from '../../i18n.ts'
import type { Ticket } from '../tickets/data.ts'
import type { Move } from '../tickets/moves.ts'
import { whyNot } from '../tickets/refusals.ts'
import { CallFields } from './call-fields.tsx'
import { type Body, type ComposerDraft, enclosed } from './composer-draft.ts'
import { MailBelow } from './mail-below.tsx'
import { MailFields } from './mail-fields.tsx'
import { isAddressed } from './recipients.ts'
import { isBlank } from './rich-text.ts'

export type ModeFieldsProps = {
  ticket: Ticket
  draft: ComposerDraft
  tried: boolean
  onChange: (change: Partial<ComposerDraft>) => void
  /** Puts what the desk proposes behind what is written. */
  onWrite: (html: string) => void
  /** Leads to where one was writing. */
  onWords: () => void
}

export type BelowProps = Omit<ModeFieldsProps, 'tried' | 'onWrite' | 'onWords'> & { move: Move | undefined }

/** One way of saying something. Whatever the desk learns later (mail, portal, chat) is one more entry of the list. */
export type Mode = {
  id: string
  name: TextKey
  prompt: TextKey
  keys: string
  icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>
  /** Why not, in the reader's language, or nothing. */
  refused: (ticket: Ticket, draft: ComposerDraft) => string | undefined
  Fields?: ComponentType<ModeFieldsProps>
  /** Whether it is something between us and others, which what they said meanwhile may change; notes stay inside. */
  outward: boolean
  /** Whether the customer hears from us by it. */
  answers: (draft: ComposerDraft) => boolean
  /** What stands under the words. */
  Below?: ComponentType<BelowProps>
  /** Whether its fields lack something, or hold what cannot go; they say so themselves. */
  unfilled: (draft: ComposerDraft) => boolean
  /** What is missing where one writes, as the text that says so. */
  unsaid: (draft: ComposerDraft) => TextKey | null
  body: (draft: ComposerDraft, toMoment: (field: string) => string) => Pick<Body, 'kind'> & Partial<Body>
}

export const MODES: readonly Mode[] = [
  {
    id: 'email',
    name: 'composer.email',
    prompt: 'composer.emailPrompt',
    keys: 'r',
    icon: IconMail,
    refused: (ticket) => whyNot(ticket.can.answer),
    Fields: MailFields,
    outward: true,
    answers: ({ mail }) => mail?.mode !== 'forward',
    Below: MailBelow,
    unfilled: ({ mail }) => !mail?.to.length || !isAddressed(mail),
    unsaid: ({ html, mail }) => {
      // Where the desk has not said to whom, there is no field to say so.
      if (!mail) return 'mail.lacksRecipient'
      return !isBlank(html) || mail.mode === 'forward' ? null : 'mail.lacksText'
    },
    body: ({ mail }) => ({
      kind: 'email',
      direction: 'out',
      ...(mail && {
        ...{ to: mail.to, cc: mail.cc, bcc: mail.bcc, quote: mail.quote },
        subject: mail.subject.trim() || undefined,
        replyToId: mail.replyToId ?? undefined,
        forwardOfId: mail.forwardOfId ?? undefined,
      }),
    }),
  },
  {
    id: 'note',
    name: 'composer.note',
    prompt: 'composer.notePrompt',
    keys: 'i',
    icon: IconLock,
    refused: (ticket) => whyNot(ticket.can.note),
    outward: false,
    answers: () => false,
    unfilled: () => false,
    unsaid: (draft) => (!isBlank(draft.html) || enclosed(draft).length ? null : 'composer.lacksText'),
    body: () => ({ kind: 'note' }),
  },
  {
    id: 'call',
    name: 'composer.call',
    prompt: 'composer.callPrompt',
    keys: 'l',
    icon: IconPhone,
    refused: (ticket, { direction }) => whyNot(direction === 'out' ? ticket.can.answer : ticket.can.call),
    Fields: CallFields,
    outward: true,
    answers: ({ party, result }) => party === 'customer' && result === 'answered',
    unfilled: ({ result, callbackAt }) => result === 'callback_agreed' && !callbackAt,
    unsaid: () => null,
    body: ({ direction, party, result, outcome, objectives, callbackAt }, toMoment) => ({
      kind: 'call',
      direction,
      party,
      call: {
        result,
        outcome: outcome ?? undefined,
        objectives,
        callbackAt: result === 'callback_agreed' ? toMoment(callbackAt) : undefined,
      },
    }),
  },
]

export const isMissing = (mode: Mode, draft: ComposerDraft) => mode.unfilled(draft) || mode.unsaid(draft) !== null
