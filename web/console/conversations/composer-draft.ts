import type {
  addInteraction,
  CALL_OBJECTIVES,
  CALL_OUTCOMES,
  CALL_RESULTS,
} from '../../../server/conversations/contract.ts'
import type { storeFile } from '../../../server/conversations/files.contract.ts'
import type { BodyOf, ReplyOf } from '../../../server/platform/contract.ts'
import type { MoveFacts } from '../tickets/moves.ts'
import { noFacts } from '../tickets/moves.ts'
import type { ComposeRequest } from './compose-requests.ts'
import type { MailFields } from './mail-draft.ts'

export type AttachedFile = Pick<ReplyOf<typeof storeFile>, 'fileId' | 'filename' | 'size'> &
  Partial<Pick<ReplyOf<typeof storeFile>, 'url' | 'preview'>> & {
    contentId?: string
    /** Where it stands within the words, as they say it. */
    place?: string
    /** Came along with what is passed on. */
    proposed?: boolean
  }

/** What is being written on a ticket, as the form holds it and as its draft is kept. */
export type ComposerDraft = {
  mode: string
  text: string
  direction: 'in' | 'out'
  party: 'customer' | 'third_party'
  result: (typeof CALL_RESULTS)[number]
  outcome: (typeof CALL_OUTCOMES)[number] | null
  objectives: (typeof CALL_OBJECTIVES)[number][]
  /** As the field has it, in the reader's zone. */
  callbackAt: string
  /** The move that is saved with it, or none by choice; until one has chosen, what the desk proposes. */
  statusId?: number | null | undefined
  facts: MoveFacts
  attachments: AttachedFile[]
  /** Null until the desk has proposed to whom and about what. */
  mail: MailFields | null
  mailRequest: Pick<ComposeRequest, 'mode' | 'interactionId'> | null
}
export type Body = BodyOf<typeof addInteraction>

export const emptyDraft: ComposerDraft = {
  mode: 'note',
  text: '',
  direction: 'out',
  party: 'customer',
  result: 'answered',
  outcome: null,
  objectives: [],
  callbackAt: '',
  facts: noFacts,
  attachments: [],
  mail: null,
  mailRequest: null,
}

/** A draft of an older console may lack fields: what is missing is empty. */
export const draftFrom = (kept: Record<string, unknown>): ComposerDraft => ({ ...emptyDraft, ...kept })

export const bothTexts = (one: string, other: string) => [one, other].filter((text) => text.trim()).join('\n')

/** Words that come back to where others are already being written lose neither. */
export const together = (back: ComposerDraft, now: ComposerDraft): ComposerDraft => ({
  ...back,
  text: bothTexts(back.text, now.text),
  attachments: [...back.attachments, ...now.attachments],
})

/** What was written since a save began: behind the words that were saved, or, where those were changed meanwhile, all of it. */
export const writtenSince = (saved: string, now: string) =>
  now === saved ? '' : now.startsWith(saved) ? now.slice(saved.length).trimStart() : now

/** Worth keeping: something a person wrote, not only a choice of mode. */
export const saysSomething = (draft: ComposerDraft) =>
  draft.text.trim() !== '' || draft.attachments.length > 0 || draft.facts.solution.trim() !== ''
