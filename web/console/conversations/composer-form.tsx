import { type KeyboardEvent, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../tickets/data.ts'
import { MoveFields } from '../tickets/move-fields.tsx'
import { isTold, useMoves, useNeeds } from '../tickets/moves.ts'
import { useStatusName } from '../tickets/names.ts'
import { useWriting } from '../tickets/presence.ts'
import { useMailedTo } from '../tickets/solved-notice.ts'
import { offerUndo } from '../tickets/undo.tsx'
import { AttachedFiles } from './attach.tsx'
import { BringWords } from './bring-words.tsx'
import type { ComposeRequest } from './compose-requests.ts'
import classes from './composer.module.css'
import { bothWords, type ComposerDraft, enclosed } from './composer-draft.ts'
import { ComposerTools } from './composer-tools.tsx'
import { ComposerTop } from './composer-top.tsx'
import { Conflicts } from './conflicts.tsx'
import { DraftConflict } from './draft-conflict.tsx'
import { giveBack } from './giving-back.ts'
import { isMissing, MODES } from './modes.ts'
import { NewerSaid } from './newer-said.tsx'
import { afterSaid, brought, foremost, inMode, leftBeside, ownOf, saysOwn, saysSomething } from './own-words.ts'
import { proposedMove } from './proposed-move.ts'
import { isBlank } from './rich-text.ts'
import { SaveAndMove } from './save-and-move.tsx'
import { seekMissing } from './seek-missing.ts'
import { useAwaited } from './use-awaited.ts'
import { useComposerDraft } from './use-composer-draft.ts'
import { useEnclosures } from './use-enclosures.ts'
import { useNewerSaid } from './use-newer-said.ts'
import { useQuestionTaken } from './use-question-taken.ts'
import { useSay } from './use-say.ts'
import { WordsField, type WordsHandle } from './words-field.tsx'

type Props = {
  ticket: Ticket
  mode: string
  onMode: (mode: string) => void
  /** How often somebody has asked to write here; never, where a draft was found. */
  wanted: number
  /** What was kept, or nothing yet; read once. */
  start: ComposerDraft
  /** What was written, or proposed, before the form was there, as HTML. */
  early: string
  /** E2: what was proposed asks the customer for what is missing. */
  asks: boolean
  restored: boolean
  /** A card of the conversation that is to be answered or passed on. */
  asked: ComposeRequest | undefined
  onClose: () => void
  /** The form goes, what is written stays to be gone on with. */
  onFold: () => void
}

/** S9: what is said and the move it brings, in one save. */
export function ComposerForm({
  ticket,
  mode: modeId,
  onMode,
  wanted,
  start,
  early,
  asks,
  restored,
  asked,
  onClose,
  onFold,
}: Props) {
  const { t } = useTranslation()
  const [opened] = useState(() => inMode(start, modeId))
  const [begun] = useState(() =>
    early || asks ? { ...opened, html: bothWords(opened.html, early), ...(asks && { asks }) } : opened,
  )
  const keeping = useComposerDraft(`ticket:${ticket.id}`, opened, begun, modeId)
  const { draft, setDraft, change, elsewhere } = keeping
  const [tried, setTried] = useState(false)
  const statusName = useStatusName()
  const moves = useMoves(ticket, statusName)
  const needsOf = useNeeds(ticket)
  const mode = MODES.find((one) => one.id === modeId) ?? MODES[0]!
  const unsaid = mode.unsaid(draft)
  const possible = moves.filter((one) => !one.refused && one.statusId !== ticket.statusId)
  const proposed = proposedMove(ticket.status, mode.answers(draft), draft)
  const move = possible.find(({ statusId, status }) =>
    draft.statusId === undefined ? status === proposed : statusId === draft.statusId,
  )
  // S2, E2: whoever asks for what is missing expects that the customer's clock runs from then on: where it cannot, they read why.
  const held = draft.asks && draft.statusId === undefined ? moves.find(({ status }) => status === proposed) : undefined
  const needs = needsOf(move?.status ?? null)
  const facts = useAwaited(ticket, draft, needs)
  // A mail tells it in its own words; beside a note or a call the desk does.
  const mailedTo = useMailedTo(ticket.id, modeId !== 'email' && move?.status === 'completed' && needs.solution)
  const words = useRef<WordsHandle>(null)
  const [tools, setTools] = useState<HTMLElement | null>(null)
  const enclosures = useEnclosures({ ticketId: ticket.id, mode: modeId, draft, setDraft, words })
  const { uploads } = enclosures
  useQuestionTaken({ ticketId: ticket.id, mode: modeId, draft, setDraft, words })
  const says = saysSomething(draft)
  const own = saysOwn(draft)
  useWriting(ticket.id, says)
  const newer = useNewerSaid(ticket.id, draft, setDraft)
  useEffect(() => {
    if (!asked) return
    change({ mailRequest: { mode: asked.mode, interactionId: asked.interactionId } })
    newer.read(asked.interactionId)
  }, [asked, change, newer.read])
  // Who chooses a mode wants to write, also where it is the one that is open.
  useLayoutEffect(() => {
    if (wanted) words.current?.focus()
  }, [wanted])

  const [bringings, setBringings] = useState(0)
  useLayoutEffect(() => {
    if (bringings) words.current?.focus()
  }, [bringings])
  const bring = (from: string) => {
    setDraft((before) => brought(before, from))
    setBringings((before) => before + 1)
  }

  // It closes at once: whoever types while the draft is forgotten would type into nothing.
  const close = () => {
    const forgotten = keeping.forget()
    onClose()
    return forgotten
  }
  const fold = () => {
    keeping.fold()
    onFold()
  }
  const leave = (rest: ComposerDraft) => {
    keeping.leave(rest)
    onClose()
  }
  const discard = async () => {
    say.revise()
    uploads.drop()
    const rest = leftBeside(draft)
    if (rest) leave(rest)
    else await close()
    if (!own && !uploads.lacking) return
    const onUndone = () =>
      giveBack(ticket.id, { ...ownOf(draft), attachments: [...draft.attachments, ...uploads.wantBack()] })
    offerUndo({ said: t('draft.discarded'), undone: t('draft.restored'), onUndone })
  }
  // Whoever goes on writing, or adds files, while it is saved keeps what came after.
  const newest = useRef({ draft, uploads })
  newest.current = { draft, uploads }
  const afterSaying = async (said: ComposerDraft) => {
    const { draft, uploads } = newest.current
    const now = afterSaid(said, draft)
    const rest = foremost(now)
    if (!saysOwn(now) && !uploads.lacking) return rest ? leave(rest) : close()
    setTried(false)
    setDraft(now)
    if (now.html !== draft.html) words.current?.set(now.html)
  }
  const say = useSay({ ticket, draft, uploads, onSaid: afterSaying })
  const refused = mode.refused(ticket, draft) ?? (uploads.busy ? t('composer.uploading') : undefined)
  // Where something is missing, the keys go on there: for what the move needs when it is chosen, for anything when it is to be saved.
  const [sought, setSought] = useState<{ all: boolean }>()
  const written = useRef<HTMLDivElement>(null)
  const told = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (sought) seekMissing(sought.all ? written.current : told.current)
  }, [sought])
  const save = () => {
    setTried(true)
    if (refused || say.isPending) return
    if (isMissing(mode, draft) || uploads.refused.length || (move && !isTold(needs, facts))) {
      // Why the try before failed is not why this one stops.
      say.forget()
      return setSought({ all: true })
    }
    if (mode.outward && newer.warns()) return
    say.send({ draft: { ...draft, facts }, mode, move, needs })
  }
  // By key, with what the field it was pressed in takes by the same key.
  const [pressed, setPressed] = useState(0)
  const saveByKey = useEffectEvent(save)
  useLayoutEffect(() => {
    if (pressed) saveByKey()
  }, [pressed])
  const choose = (statusId: number | null) => {
    change({ statusId })
    setSought({ all: false })
  }
  const decide = (chosen: ComposerDraft) => {
    keeping.decide(chosen)
    onMode(chosen.mode)
    words.current?.focus()
    if (chosen.html !== draft.html) words.current?.set(chosen.html)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // A dialog above the form has keys of its own.
    if (!event.currentTarget.contains(event.target as Node)) return
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      setPressed((before) => before + 1)
    }
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    // What is written stays, and the keys go on from the ticket.
    if (own) (event.target as HTMLElement).blur()
    else void discard()
  }
  return (
    <section
      className={classes.form}
      data-mode={mode.id}
      aria-label={t('composer.label')}
      onKeyDown={onKeyDown}
      onPaste={(event) => enclosures.take(event, event.clipboardData)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => enclosures.take(event, event.dataTransfer)}
    >
      <div ref={written} className={classes.written}>
        <ComposerTop
          mode={mode.id}
          restored={restored && saysOwn(opened)}
          says={own || uploads.lacking}
          kept={says && !elsewhere ? keeping.state : undefined}
          onMode={onMode}
          onWrite={() => words.current?.focus()}
          onFold={fold}
          onDiscard={() => void discard()}
        />
        <Conflicts say={say} ticket={ticket} />
        {mode.outward && newer.shown.length > 0 && <NewerSaid said={newer.shown} ticket={ticket} onFold={fold} />}
        {elsewhere && <DraftConflict elsewhere={elsewhere} draft={draft} onDecide={decide} />}
        {mode.Fields && (
          <div className={classes.fields}>
            <mode.Fields
              ticket={ticket}
              draft={draft}
              tried={tried}
              onChange={change}
              onWrite={(html) => words.current?.add(html)}
              onWords={() => words.current?.focus()}
            />
          </div>
        )}
        <BringWords draft={draft} onBring={bring} />
        <WordsField
          key={`${modeId} ${bringings}`}
          label={t(mode.prompt)}
          start={draft.html}
          error={tried && unsaid ? t(unsaid) : undefined}
          onChange={(html) => change({ html, ...(isBlank(html) && mode.id === 'email' && { asks: false }) })}
          handle={words}
          tools={tools}
          pictureAt={enclosures.pictureAt}
        />
        {mode.Below && <mode.Below ticket={ticket} draft={draft} move={move} onChange={change} />}
        <AttachedFiles {...enclosures} files={enclosed(draft)} tried={tried} />
        {move && (
          <div ref={told}>
            <MoveFields
              needs={needs}
              facts={facts}
              tried={tried}
              onChange={(facts) => change({ facts })}
              mailedTo={mailedTo}
            />
          </div>
        )}
      </div>
      <div className={classes.bottom}>
        <ComposerTools
          attached={draft.attachments.map(({ fileId }) => fileId)}
          onFiles={(files) => uploads.add(files)}
          onAttach={enclosures.attach}
          onChosen={() => words.current?.focus()}
        />
        <div ref={setTools} className={classes.tools} />
        {(refused || held?.refused) && (
          <span role="status" className={classes.refused}>
            {refused ?? t('composer.held', { status: held!.name, why: held!.refused })}
          </span>
        )}
        <SaveAndMove
          sends={mode.id === 'email'}
          anyway={mode.outward && newer.told}
          moves={moves.filter((one) => one.statusId !== ticket.statusId)}
          chosen={move}
          refused={refused}
          loading={say.isPending}
          asksFor={(one) => !isTold(needsOf(one.status), draft.facts)}
          onChoose={choose}
          onSave={save}
        />
      </div>
    </section>
  )
}
