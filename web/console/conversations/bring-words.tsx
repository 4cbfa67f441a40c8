import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './composer.module.css'
import type { ComposerDraft } from './composer-draft.ts'
import { MODES } from './modes.ts'
import { isBlank } from './rich-text.ts'

type Props = { draft: ComposerDraft; onBring: (from: string) => void }

/** T5: what is written in another mode waits there; it comes here by whoever says so. */
export function BringWords({ draft: { mode, aside = {} }, onBring }: Props) {
  const { t } = useTranslation()
  const written = MODES.filter(({ id }) => id !== mode && aside[id] && !isBlank(aside[id].html))
  if (!written.length) return null
  return (
    <div className={classes.bring}>
      {written.map(({ id, icon: Mark }) => (
        <Button key={id} size="compact-xs" variant="light" leftSection={<Mark size={14} />} onClick={() => onBring(id)}>
          {t(`composer.bring.${id as 'note'}`)}
        </Button>
      ))}
    </div>
  )
}
