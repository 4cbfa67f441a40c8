import { type BroughtFile, bringToForm, tellWordsBack } from './compose-requests.ts'
import { type ComposerDraft, draftFrom, emptyDraft } from './composer-draft.ts'
import { readDraft } from './draft-keeper.ts'
import { together } from './own-words.ts'
import { putDraft } from './use-draft.ts'

/** What was taken back is written again where it was, beside whatever has been begun there since. */
export async function giveBack(ticketId: number, draft: ComposerDraft) {
  try {
    await putInDraft(ticketId, draft)
  } finally {
    tellWordsBack({ ticketId, mode: draft.mode })
  }
}

/** Words for a ticket where one is not: what has been begun there stays beside them. */
export const putInDraft = (ticketId: number, draft: ComposerDraft) =>
  putBeside(ticketId, (begun) => (begun ? together(draft, begun) : draft))

/** Files go to the form that is open when they have been stored; where it has been left, they wait in the draft. Answers whether they do. */
export async function bringFile(brought: BroughtFile): Promise<boolean> {
  if (bringToForm(brought)) return false
  const late = { ...emptyDraft, mode: brought.mode, attachments: [brought.file] }
  await putBeside(brought.ticketId, (begun) => (begun ? together(begun, late) : late))
  return true
}

async function putBeside(ticketId: number, join: (begun: ComposerDraft | undefined) => ComposerDraft) {
  // What cannot be read just now is met when it is kept.
  const begun = await readDraft(`ticket:${ticketId}`).catch(() => undefined)
  await keepDraft(ticketId, join(begun ? draftFrom(begun) : undefined))
}

/** Instead of what was being written there; what another window has written since stays beside it. */
export const keepDraft = (ticketId: number, draft: ComposerDraft) =>
  putDraft(`ticket:${ticketId}`, draft, (mine, theirs) => together(draftFrom(mine), draftFrom(theirs)))
