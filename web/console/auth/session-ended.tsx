import { lazy, Suspense, useEffect, useState } from 'react'
import { whenSessionEnds } from '../../api.ts'
import { queries } from '../../queries.ts'

const Dialog = lazy(() => import('./session-ended-dialog.tsx').then((m) => ({ default: m.SessionEndedDialog })))

/** Asks for the password where one is: what was being written stays on the page. */
export function SessionEnded({ email }: { email: string }) {
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    whenSessionEnds(() => setEnded(true))
    return () => whenSessionEnds(() => undefined)
  }, [])
  const goOn = () => {
    setEnded(false)
    void queries.invalidateQueries()
  }
  return <Suspense>{ended && <Dialog email={email} onSignedIn={goOn} />}</Suspense>
}
