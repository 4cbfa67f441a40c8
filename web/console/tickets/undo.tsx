import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { undoRequest } from '../../../server/tickets/contract.ts'
import { call } from '../../api.ts'
import { useCommands } from '../commands.ts'
import { KeyOf } from '../key-of.tsx'
import { notify, sayDone, sayProblem, takeBack } from '../notices.tsx'
import { refreshParts, show } from './data.ts'
import classes from './undo.module.css'

type Undoable = {
  /** None where nothing had been saved. */
  requestId?: string
  said: string
  undone: string
  mailOnly?: string
  onUndone?: () => Promise<void>
}

const SECONDS = 10
/** Each offer is a notice of its own: the same one would end when the offer before it did. */
let offers = 0
const notice = () => `undo-${offers}`
let last: (Undoable & { until: number }) | undefined

/** For ten seconds the last change can be taken back, by button or by Z; the server holds to the same ten seconds. */
export function offerUndo(undoable: Undoable) {
  last = { ...undoable, until: Date.now() + SECONDS * 1000 }
  void takeBack(notice())
  offers++
  void notify({
    id: notice(),
    message: <UndoNotice said={undoable.said} />,
    autoClose: SECONDS * 1000,
    withAutoCloseProgress: true,
    role: 'status',
  })
}

export async function undoLast() {
  const undoable = last
  last = undefined
  void takeBack(notice())
  if (!undoable || undoable.until < Date.now()) return
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

function UndoNotice({ said }: { said: string }) {
  const { t } = useTranslation()
  useCommands([{ id: 'undo', section: 'general', label: t('do.undo'), keys: 'z', run: () => void undoLast() }])
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
    </div>
  )
}
