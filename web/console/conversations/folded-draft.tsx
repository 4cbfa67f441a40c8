import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './composer.module.css'
import { type ComposerDraft, enclosed } from './composer-draft.ts'
import { MODES } from './modes.ts'
import { plainOf } from './rich-text.ts'

type Props = {
  draft: ComposerDraft
  /** It was folded just now: one is here. */
  focused: boolean
  onGoOn: () => void
  onDiscard: () => void
}

/** What was left unfinished, in one line under the ticket, until one goes on with it. */
export function FoldedDraft({ draft, focused, onGoOn, onDiscard }: Props) {
  const { t } = useTranslation()
  const line = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (focused) line.current?.focus()
  }, [focused])
  const mode = MODES.find(({ id }) => id === draft.mode) ?? MODES[0]!
  const files = enclosed(draft).map(({ filename }) => filename)
  const words = [plainOf(draft.html), draft.facts.solution, ...files].find((text) => text.trim())
  return (
    <div className={classes.closed}>
      <button ref={line} type="button" className={classes.folded} onClick={onGoOn}>
        <mode.icon size={16} aria-hidden />
        <span className={classes.foldedWords}>{t('draft.folded', { words })}</span>
        <strong>{t('draft.goOn')}</strong>
      </button>
      <ActionIcon size={36} aria-label={t('do.discard')} onClick={onDiscard}>
        <IconTrash size={18} />
      </ActionIcon>
    </div>
  )
}
