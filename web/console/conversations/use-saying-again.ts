import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sayProblem } from '../notices.tsx'
import type { Ticket } from '../tickets/data.ts'
import type { Uploads } from './attach.tsx'
import type { ComposerDraft } from './composer-draft.ts'

type Form = { ticket: Ticket; draft: ComposerDraft; uploads: Uploads; say: () => void }
const EVERY = 5000

/**
 * What could not reach the desk is said again until it does: the same with the same key, so that it is said once. Whoever changes it,
 * or adds a file, says so anew; whoever leaves it is told that it was not sent.
 */
export function useSayingAgain({ ticket, draft, uploads: { underWay, refused }, say }: Form) {
  const { t } = useTranslation()
  const [waits, setWaits] = useState(false)
  const waiting = useRef(false)
  const wait = (now: boolean) => {
    waiting.current = now
    setWaits(now)
  }
  useEffect(() => wait(false), [draft, underWay, refused])
  const sayAgain = useEffectEvent(say)
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(sayAgain, EVERY)
    window.addEventListener('online', sayAgain)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', sayAgain)
    }
  }, [waits])
  const leave = useEffectEvent(() => {
    if (waiting.current) sayProblem(new Error(t('composer.notSent', { number: ticket.number })))
  })
  useEffect(() => leave, [])
  return { waits, wait }
}
