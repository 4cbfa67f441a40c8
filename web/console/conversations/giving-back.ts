import { tellWordsBack } from './compose-requests.ts'
import { type ComposerDraft, draftFrom, together } from './composer-draft.ts'
import { readDraft } from './draft-keeper.ts'
import { putDraft } from './use-draft.ts'

/** What was taken back is written again where it was, beside whatever has been begun there since. */
export async function giveBack(ticketId: number, draft: ComposerDraft) {
  const place = `ticket:${ticketId}`
  const begun = await readDraft(place)
  await putDraft(place, begun ? together(draft, draftFrom(begun)) : draft)
  tellWordsBack(ticketId, draft.mode)
}
