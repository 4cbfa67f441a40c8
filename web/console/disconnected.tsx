import { IconCloudOff } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { liveState } from '../live.ts'
import classes from './disconnected.module.css'

/** A server that starts anew is back before anybody need know. */
const PATIENCE = 2000

/** Says so when the desk cannot be reached: what is written stays, and what is seen may be old. */
export function Disconnected() {
  const { t } = useTranslation()
  const connected = useSyncExternalStore(liveState.subscribe, liveState.now)
  const [told, setTold] = useState(false)
  useEffect(() => {
    const timer = setTimeout(setTold, connected ? 0 : PATIENCE, !connected)
    return () => clearTimeout(timer)
  }, [connected])
  return (
    told && (
      <p className={classes.strip} role="status">
        <IconCloudOff size={16} aria-hidden />
        <span>
          <strong>{t('shell.offline')}</strong> {t('shell.offlineHint')}
        </span>
      </p>
    )
  )
}
