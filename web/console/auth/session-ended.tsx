import { Suspense, useEffect, useState } from 'react'
import { whenSessionEnds } from '../../api.ts'
import { part } from '../../parts.ts'
import { queries } from '../../queries.ts'

const Dialog = part(() => import('./session-ended-dialog.tsx'), 'SessionEndedDialog')

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
