import { type BroughtFile, bringToForm, tellWordsBack } from './compose-requests.ts'
import { type ComposerDraft, draftFrom, emptyDraft, together } from './composer-draft.ts'
import { readDraft } from './draft-keeper.ts'
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
export async function bringFile(brought: BroughtFile, mode: string): Promise<boolean> {
  if (bringToForm(brought)) return false
  const late = { ...emptyDraft, mode, attachments: [brought.file] }
  await putBeside(brought.ticketId, (begun) => (begun ? together(begun, late) : late))
  return true
}

async function putBeside(ticketId: number, join: (begun: ComposerDraft | undefined) => ComposerDraft) {
  const place = `ticket:${ticketId}`
  // What cannot be read just now is met when it is kept.
  const begun = await readDraft(place).catch(() => undefined)
  await putDraft(place, join(begun ? draftFrom(begun) : undefined), (mine, theirs) =>
    together(draftFrom(mine), draftFrom(theirs)),
  )
}
