import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { undoRequest } from '../../../server/tickets/contract.ts'
import { call } from '../../api.ts'
import { sayInUse } from '../../i18n.ts'
import { useCommands } from '../commands.ts'
import { KeyOf } from '../key-of.tsx'
import { notify, sayDone, sayProblem, sayRefusal, takeBack } from '../notices.tsx'
import { refreshParts, show } from './data.ts'
import classes from './undo.module.css'

type Undoable = {
  /** None where nothing had been saved. */
  requestId?: string
  said: string
  undone: string
  mailOnly?: string
  /** That the time is over, where there is more to say than that. */
  late?: string
  onUndone?: () => Promise<void>
}

const SECONDS = 10
/** Each offer is a notice of its own: the same one would end when the offer before it did. */
let offers = 0
const notice = () => `undo-${offers}`
let last: (Undoable & { until: number }) | undefined
const isOver = () => !last || last.until < Date.now()

/** For ten seconds the last change can be taken back, by button or by Z; the server holds to the same ten seconds. */
export function offerUndo(undoable: Undoable) {
  const until = Date.now() + SECONDS * 1000
  last = { ...undoable, until }
  void takeBack(notice())
  offers++
  const id = notice()
  const message = <UndoNotice said={undoable.said} until={until} />
  void notify({ id, message, autoClose: SECONDS * 1000, role: 'status' })
  // Notices wait while the mouse rests on them; the mail does not.
  setTimeout(() => void takeBack(id), SECONDS * 1000)
}

/** The key works before the notice is there, and says so when the time is over; the palette offers it while it is not. */
export function useUndoKey() {
  const { t } = useTranslation()
  useCommands([
    {
      ...{ id: 'undo', section: 'general', label: t('do.undo'), keys: 'z', run: () => void undoLast() },
      get keysOnly() {
        return isOver()
      },
    },
  ])
}

export async function undoLast() {
  const undoable = last
  if (!undoable) return
  void takeBack(notice())
  if (isOver()) return sayRefusal(undoable.late ?? sayInUse('undo.late'))
  last = undefined
  try {
    const mailOnly = undoable.requestId && (await undoSaved(undoable.requestId))
    await undoable.onUndone?.()
    sayDone((mailOnly && undoable.mailOnly) || undoable.undone)
  } catch (error) {
    sayProblem(error as Error)
  }
}

async function undoSaved(requestId: string) {
  const { mailOnly, ...ticket } = await call(undoRequest, { params: { requestId } })
  show(ticket)
  refreshParts(ticket.id)
  return mailOnly
}

function UndoNotice({ said, until }: { said: string; until: number }) {
  const { t } = useTranslation()
  const [left] = useState(() => until - Date.now())
  return (
    <div className={classes.notice}>
      <span>{said}</span>
      <Button
        size="compact-sm"
        variant="light"
        onClick={() => void undoLast()}
        rightSection={<KeyOf command="undo" keys="z" />}
      >
        {t('do.undo')}
      </Button>
      <div className={classes.time} style={{ animationDuration: `${left}ms` }} />
    </div>
  )
}
