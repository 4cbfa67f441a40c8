import { IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DraftState } from './draft-keeper.ts'
import classes from './draft-mark.module.css'

const SYMBOLS = { kept: IconCloudCheck, waiting: IconCloudUp, failed: IconCloudOff, refused: IconCloudOff }

/** Says whether what is written is safe. Only bad news is announced aloud. */
export function DraftMark({ state }: { state: DraftState }) {
  const { t } = useTranslation()
  const Mark = SYMBOLS[state]
  return (
    <span
      className={classes.mark}
      data-state={state}
      role={state === 'failed' || state === 'refused' ? 'alert' : undefined}
    >
      <Mark size={15} aria-hidden /> <span className={classes.words}>{t(`draft.${state}`)}</span>
    </span>
  )
}
