import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { undoRequest } from '../../../server/tickets/contract.ts'
import { call, Problem } from '../../api.ts'
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
  /** The same where less than the ten seconds is left, if it names them. */
  soon?: string
  /** That the time is over, where there is more to say than that. */
  late?: string
  /** That the desk could not be told, where there is more to say than that. */
  unheard?: string
  onUndone?: () => Promise<void>
}

type Offered = Undoable & { until: number }

const SECONDS = 10
/** Each offer is a notice of its own: the same one would end when the offer before it did. */
let offers = 0
const notice = () => `undo-${offers}`
const unheard = () => `unheard-${offers}`
let last: Offered | undefined
const isOver = (offered = last) => !offered || offered.until <= Date.now()

/** For ten seconds the last change can be taken back, by button or by Z; the server holds to the same ten seconds. */
export function offerUndo(undoable: Undoable) {
  offer({ ...undoable, until: Date.now() + SECONDS * 1000 })
}

function offer(undoable: Offered) {
  const { said, until } = undoable
  const left = until - Date.now()
  last = undoable
  takeBackOffer()
  offers++
  const id = notice()
  void notify({ id, message: <UndoNotice said={said} left={left} />, autoClose: left, role: 'status' })
  // Notices wait while the mouse rests on them; the mail does not.
  setTimeout(() => void takeBack(id), left)
}

/** With what was said of it when the desk was out of reach. */
function takeBackOffer() {
  void takeBack(notice())
  void takeBack(unheard())
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
  takeBackOffer()
  if (isOver()) return sayRefusal(undoable.late ?? sayInUse('undo.late'))
  last = undefined
  let heard = false
  try {
    const mailOnly = undoable.requestId && (await undoSaved(undoable.requestId))
    heard = true
    await undoable.onUndone?.()
    sayDone((mailOnly && undoable.mailOnly) || undoable.undone)
  } catch (error) {
    if (!heard && error instanceof Problem && error.code === 'offline') return offerAgain(undoable)
    sayProblem(error as Error)
  }
}

/** While there is time, it can be pressed again. */
function offerAgain(undoable: Offered) {
  const { until, soon, said } = undoable
  if (last || isOver(undoable)) return sayRefusal(undoable.late ?? sayInUse('undo.late'))
  offer({ ...undoable, said: soon ?? said })
  sayProblem(new Error(undoable.unheard ?? sayInUse('undo.unheard')), { id: unheard(), autoClose: until - Date.now() })
}

async function undoSaved(requestId: string) {
  const { mailOnly, ...ticket } = await call(undoRequest, { params: { requestId } })
  show(ticket)
  refreshParts(ticket.id)
  return mailOnly
}

function UndoNotice({ said, left }: { said: string; left: number }) {
  const { t } = useTranslation()
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
