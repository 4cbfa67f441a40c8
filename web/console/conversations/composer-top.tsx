import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './composer.module.css'
import type { DraftState } from './draft-keeper.ts'
import { DraftMark } from './draft-mark.tsx'
import { MODES } from './modes.ts'

type Props = {
  mode: string
  restored: boolean
  /** Whether something is written that would be lost. */
  says: boolean
  kept: DraftState | undefined
  onMode: (mode: string) => void
  onWrite: () => void
  onFold: () => void
  onDiscard: () => void
}

/** What is being written, whether it is safe, and the ways out. */
export function ComposerTop({ mode, restored, says, kept, onMode, onWrite, onFold, onDiscard }: Props) {
  const { t } = useTranslation()
  return (
    <div className={classes.top}>
      <ModeSwitch mode={mode} onMode={onMode} onWrite={onWrite} />
      {restored && <span className={classes.restored}>{t('draft.restored')}</span>}
      {kept && <DraftMark state={kept} />}
      <span className={classes.ways}>
        {says && (
          <ActionIcon className={classes.fold} aria-label={t('composer.fold')} onClick={onFold}>
            <IconChevronDown size={18} />
          </ActionIcon>
        )}
        <ActionIcon aria-label={t(says ? 'do.discard' : 'do.close')} onClick={onDiscard}>
          <IconX size={18} />
        </ActionIcon>
      </span>
    </div>
  )
}

/** Radio buttons: arrows go from one to the next and stay among them. Who points at one, or presses Enter, wants to write. */
function ModeSwitch({ mode, onMode, onWrite }: Pick<Props, 'mode' | 'onMode' | 'onWrite'>) {
  const { t } = useTranslation()
  const pointed = useRef(false)
  const choose = (id: string) => {
    onMode(id)
    if (pointed.current) onWrite()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    pointed.current = false
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    onWrite()
  }
  return (
    <SegmentedControl
      className={classes.modes}
      size="xs"
      aria-label={t('composer.mode')}
      value={mode}
      onChange={choose}
      onKeyDown={onKeyDown}
      onPointerDown={() => {
        pointed.current = true
      }}
      data={MODES.map((one) => ({ value: one.id, label: t(one.name) }))}
    />
  )
}
