import { Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isPhone } from '../../ui/phone.ts'
import { useCommands } from '../commands.ts'
import { sayRefusal } from '../notices.tsx'
import type { Ticket } from '../tickets/data.ts'
import { offerUndo } from '../tickets/undo.tsx'
import {
  bringWords,
  type ComposeRequest,
  useComposeRequests,
  useQuestionBrought,
  useWordsBack,
} from './compose-requests.ts'
import classes from './composer.module.css'
import { bothWords, draftFrom, emptyDraft, standsIn } from './composer-draft.ts'
import { ComposerForm } from './composer-form.tsx'
import { FoldedDraft } from './folded-draft.tsx'
import { giveBack, keepDraft } from './giving-back.ts'
import { isForOthers } from './mail-draft.ts'
import { MODES } from './modes.ts'
import { foremost, inMode, leftBeside, ownOf } from './own-words.ts'
import { dropRefused, keepRefused } from './refused-files.ts'
import { htmlOf } from './rich-text.ts'
import { dropDraft, useStoredDraft } from './use-draft.ts'
import { loadRichField } from './words-field.tsx'

/** One line while nothing is written; the form, with what was left unfinished, as soon as something is. */
export function Composer({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const place = `ticket:${ticket.id}`
  const { draft, isPending } = useStoredDraft(place)
  const [mode, setMode] = useState<string>()
  // A found draft does not take the keyboard from who goes from ticket to ticket: only who asks to write gets the cursor.
  const [wanted, setWanted] = useState(0)
  const write = (id: string) => {
    setMode(id)
    setWanted((before) => before + 1)
  }
  const [folded, setFolded] = useState(false)
  const [early, setEarly] = useState('')
  const kept = draft ? draftFrom(draft) : null
  const unfinished = (kept && foremost(kept)) ?? null
  // A found draft opens the form once; not on a telephone, where it would cover the ticket.
  useEffect(() => {
    if (unfinished && !mode && !isPhone()) setMode(unfinished.mode)
  }, [isPending])
  // Whoever opens a ticket may write on it.
  useEffect(() => void loadRichField().catch(() => undefined), [])

  const [asked, setAsked] = useState<ComposeRequest>()
  useComposeRequests(ticket.id, (request) => {
    write('email')
    setAsked(request)
  })
  const [round, setRound] = useState(0)
  useWordsBack(ticket.id, (back) => {
    write(back.mode)
    setRound((before) => before + 1)
  })
  const [proposed, setProposed] = useState('')
  useQuestionBrought(ticket.id, ({ html }) => {
    if (!bringWords({ ticketId: ticket.id, html })) setProposed(html)
    write('email')
  })
  // Only now is it known what was written there before.
  const toOthers = !!unfinished && isForOthers(ticket.id, unfinished)
  useEffect(() => {
    if (proposed && !isPending && toOthers) {
      sayRefusal(t('questions.mailToOthers'))
      setProposed('')
    }
  }, [proposed, isPending, toOthers])
  const offered = MODES.map((one) => ({ ...one, why: one.refused(ticket, { ...emptyDraft, direction: 'in' }) }))
  useCommands(
    offered.map((one) => ({
      id: `compose-${one.id}`,
      section: 'ticket',
      label: t(one.name),
      keys: one.keys,
      run: () => write(one.id),
      refused: one.why,
    })),
  )
  const close = () => {
    setMode(undefined)
    setAsked(undefined)
    setEarly('')
    setProposed('')
  }
  if (mode && isPending) return <EarlyWords value={early} onChange={setEarly} />
  if (mode) {
    const start = unfinished ?? { ...emptyDraft, mode, direction: ticket.can.answer === true ? 'out' : 'in' }
    const question = toOthers || standsIn(inMode(start, mode).html, proposed) ? '' : proposed
    return (
      <ComposerForm
        key={`${place}:${round}`}
        ticket={ticket}
        mode={mode}
        onMode={setMode}
        wanted={wanted}
        start={start}
        early={bothWords(question, htmlOf(early))}
        asks={proposed !== '' && !toOthers}
        restored={!!unfinished}
        asked={asked}
        onClose={close}
        onFold={() => {
          setFolded(true)
          close()
        }}
      />
    )
  }
  if (unfinished) {
    const discard = async () => {
      const rest = leftBeside(unfinished)
      await (rest ? keepDraft(ticket.id, rest) : dropDraft(place))
      const refused = dropRefused(ticket.id, unfinished.mode)
      const onUndone = () => {
        keepRefused(ticket.id, refused)
        return giveBack(ticket.id, ownOf(unfinished))
      }
      offerUndo({ said: t('draft.discarded'), undone: t('draft.restored'), onUndone })
    }
    return (
      <FoldedDraft
        draft={unfinished}
        focused={folded}
        onGoOn={() => write(unfinished.mode)}
        onDiscard={() => void discard()}
      />
    )
  }
  return (
    <div className={classes.closed}>
      {offered.map((one) => (
        <button
          key={one.id}
          type="button"
          className={classes.opener}
          disabled={!!one.why}
          title={one.why}
          onClick={() => write(one.id)}
        >
          <one.icon size={16} aria-hidden /> {t(one.name)}
        </button>
      ))}
    </div>
  )
}

/** Whoever starts before the draft has been looked up does not have to wait: the words go on in the form. */
function EarlyWords({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  return (
    <div className={classes.form}>
      <div className={classes.written}>
        <Textarea
          aria-label={t('composer.label')}
          minRows={2}
          autosize
          autoFocus
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
    </div>
  )
}
