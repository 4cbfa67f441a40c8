import { useTranslation } from 'react-i18next'
import { useFormats } from '../../formats.ts'
import { useNow } from '../../ui/use-now.ts'
import classes from './due.module.css'

const SOON = 60 * 60_000

/** «vence 15:40», «venció hace 2 h»: what is late is red and says so. */
export function Due({ at, kind }: { at: string; kind?: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  const left = Date.parse(at) - now
  const closes = kind === 'auto_close'
  const text =
    left < 0 && !closes
      ? t('due.late', { ago: formats.relative(at, now) })
      : t(closes ? 'due.closes' : 'due.at', { at: formats.near(at, now) })
  return (
    <time
      dateTime={at}
      title={
        kind ? t('due.exact', { what: t(`nextAction.${kind as 'review'}`), at: formats.exact(at) }) : formats.exact(at)
      }
      className={classes.due}
      data-state={closes ? undefined : left < 0 ? 'late' : left < SOON ? 'soon' : undefined}
    >
      {text}
    </time>
  )
}
