import { useTranslation } from 'react-i18next'
import { detailShown, isForProgrammers } from './details.ts'
import classes from './mail.module.css'

/** What was said of a connection, below what to do about it; what only programmers read is there for whoever asks for it. */
export function Detail({ of }: { of: string }) {
  const { t } = useTranslation()
  const shown = detailShown(of)
  if (!isForProgrammers(of)) return <p className={classes.soft}>{shown}</p>
  return (
    <details className={classes.technical}>
      <summary>{t('mailbox.technical')}</summary>
      {shown}
    </details>
  )
}
