import type { Dispatch, RefObject, SetStateAction } from 'react'
import { useTranslation } from 'react-i18next'
import { sayRefusal } from '../notices.tsx'
import { useWordsBrought } from './compose-requests.ts'
import { bothWords, type ComposerDraft, standsIn } from './composer-draft.ts'
import { isForOthers } from './mail-draft.ts'
import { withinMode } from './own-words.ts'
import type { WordsHandle } from './words-field.tsx'

type Form = {
  ticketId: number
  mode: string
  draft: ComposerDraft
  setDraft: Dispatch<SetStateAction<ComposerDraft>>
  words: RefObject<WordsHandle | null>
}

/** E2: the question comes behind what is written to the customer. A mail to somebody else stays as it is: a ticket has one at a time. */
export function useQuestionTaken({ ticketId, mode, draft, setDraft, words }: Form) {
  const { t } = useTranslation()
  useWordsBrought(ticketId, ({ html }) => {
    if (isForOthers(ticketId, draft)) return sayRefusal(t('questions.mailToOthers'))
    const adds = (there: string) => (standsIn(there, html) ? there : bothWords(there, html))
    if (mode === 'email' && !standsIn(draft.html, html)) words.current?.add(html)
    const asked = (there: ComposerDraft) => ({ ...there, asks: true, html: adds(there.html) })
    setDraft((before) => (mode === 'email' ? { ...before, asks: true } : withinMode(before, 'email', asked)))
  })
}
