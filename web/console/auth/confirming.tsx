import { Suspense, useEffect, useState } from 'react'
import { Problem } from '../../api.ts'
import { part } from '../../parts.ts'

const Dialog = part(() => import('./confirm-dialog.tsx'), 'ConfirmDialog')
let ask: () => Promise<boolean> = async () => false

/** Does what may ask for the person again; if it does, asks, and does it once more. */
export async function confirmed<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'confirm_identity' || !(await ask())) throw error
    return act()
  }
}

/** Where one is asked to prove who one is; what was being done stays on the page. */
export function ConfirmPlace() {
  const [answer, setAnswer] = useState<{ give: (proved: boolean) => void }>()
  useEffect(() => {
    ask = () => new Promise((give) => setAnswer({ give }))
    return () => {
      ask = async () => false
    }
  }, [])
  const onDone = (proved: boolean) => {
    answer?.give(proved)
    setAnswer(undefined)
  }
  return <Suspense>{answer && <Dialog onDone={onDone} />}</Suspense>
}
