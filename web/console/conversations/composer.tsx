import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../commands.ts'
import type { Ticket } from '../tickets/data.ts'
import classes from './composer.module.css'
import { draftFrom, emptyDraft, saysSomething } from './composer-draft.ts'
import { ComposerForm } from './composer-form.tsx'
import { MODES } from './modes.ts'
import { useStoredDraft } from './use-draft.ts'

/** One line while nothing is written; the form, with what was left unfinished, as soon as something is. */
export function Composer({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const place = `ticket:${ticket.id}`
  const { draft, isPending } = useStoredDraft(place)
  const [mode, setMode] = useState<string>()
  const kept = draft ? draftFrom(draft) : null
  const unfinished = kept && saysSomething(kept) ? kept : null
  // A found draft opens the form once.
  useEffect(() => {
    if (unfinished && !mode) setMode(unfinished.mode)
  }, [isPending])

  const offered = MODES.map((one) => ({ ...one, why: one.refused(ticket, { ...emptyDraft, direction: 'in' }) }))
  useCommands(
    offered.map((one) => ({
      id: `compose-${one.id}`,
      section: 'ticket',
      label: t(one.name),
      keys: one.keys,
      run: () => setMode(one.id),
      refused: one.why,
    })),
  )
  if (mode && !isPending) {
    return (
      <ComposerForm
        key={place}
        ticket={ticket}
        mode={mode}
        onMode={setMode}
        start={unfinished ?? { ...emptyDraft, mode }}
        restored={!!unfinished}
        onClose={() => setMode(undefined)}
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
          disabled={!!one.why || isPending}
          title={one.why}
          onClick={() => setMode(one.id)}
        >
          <one.icon size={16} aria-hidden /> {t(one.name)}
        </button>
      ))}
    </div>
  )
}
