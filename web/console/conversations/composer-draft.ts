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
import { htmlOf, isBlank, plainOf, showsPicture } from './rich-text.ts'

export type AttachedFile = Pick<ReplyOf<typeof storeFile>, 'fileId' | 'filename' | 'size'> &
  Partial<Pick<ReplyOf<typeof storeFile>, 'url' | 'preview'>> & {
    contentId?: string
    /** Came along with what is passed on. */
    proposed?: boolean
  }

/** What is being written on a ticket, as the form holds it and as its draft is kept. */
export type ComposerDraft = {
  mode: string
  /** What is written, formatted. */
  html: string
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
  /** What is written, and goes along, in the other modes. */
  aside?: Record<string, { html: string; attachments: AttachedFile[] }>
  /** Null until the desk has proposed to whom and about what. */
  mail: MailFields | null
  mailRequest: Pick<ComposeRequest, 'mode' | 'interactionId'> | null
  /** The last thing said when it was begun. */
  begunAfter?: number
  /** E2: it asks the customer for what is missing; while it says so. */
  asks?: boolean
}
export type Body = BodyOf<typeof addInteraction>

export const emptyDraft: ComposerDraft = {
  mode: 'note',
  html: '',
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

/** What is missing is empty: an older console kept other fields, and what comes from a call is kept as plain words. */
export function draftFrom(kept: Record<string, unknown>): ComposerDraft {
  const { text = '', ...fields } = kept as Partial<ComposerDraft> & { text?: string }
  const draft = { ...emptyDraft, html: htmlOf(text.trim()), ...fields }
  if (fields.html !== undefined) return draft
  return { ...draft, attachments: draft.attachments.map(({ contentId: _place, ...file }) => file) }
}

export const bothWords = (one: string, other: string) => [one, other].filter((html) => !isBlank(html)).join('')

/** Words that stand there already are not added a second time. */
export const standsIn = (html: string, words: string) => !isBlank(words) && flat(html).includes(flat(words))

const flat = (html: string) => plainOf(html).replace(/\s+/g, ' ').trim()

/** What came since a save began, words and files; what was saved is said. */
export function since(saved: ComposerDraft, now: ComposerDraft): Pick<ComposerDraft, 'html' | 'attachments'> {
  const html = writtenSince(saved.html, now.html)
  const files = enclosed(now).filter(({ fileId }) => !saved.attachments.some((file) => file.fileId === fileId))
  return { html, attachments: files.map((file) => standing(file, html)) }
}

/** A picture whose place is gone goes along as a file. */
function standing({ contentId, ...file }: AttachedFile, html: string): AttachedFile {
  return contentId && showsPicture(html, contentId) ? { ...file, contentId } : file
}

/** Behind the words that were saved, or, where those were changed meanwhile, all of them. */
export function writtenSince(saved: string, now: string) {
  if (now.startsWith(saved)) return now.slice(saved.length)
  const [before, after] = [plainOf(saved), plainOf(now)]
  if (!after.startsWith(before)) return now
  return htmlOf(after.slice(before.length).trim())
}

/** Files that go along: of the pictures that were placed, those that still stand there. Taking one out can be undone until then. */
export const enclosed = ({ html, attachments }: ComposerDraft) =>
  attachments.filter(({ contentId, proposed }) => !contentId || proposed || showsPicture(html, contentId))
