import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { addressIn, type MailFields, type Proposed } from './mail-draft.ts'
import classes from './mail-fields.module.css'

type Props = { proposed: Proposed; mail: MailFields; onAnswerAll: () => void }

/** S10: who had the mail as well and does not get the answer, as long as nobody has added them: said, and mended by one press. */
export function NotTo({ proposed: { notTo }, mail: { to, cc, bcc }, onAnswerAll }: Props) {
  const { t } = useTranslation()
  const reached = new Set([...to, ...cc, ...bcc].map(addressIn))
  const missed = notTo.filter(({ address }) => !reached.has(address.toLowerCase()))
  const names = missed.map(({ name, address }) => name ?? address)
  const shown = names.slice(0, SHOWN)
  const rest = names.length - shown.length
  return (
    <div role="status" className={classes.there}>
      {missed.length > 0 && (
        <p className={classes.elsewhere}>
          <span title={missed.map(({ address }) => address).join(', ')}>
            {t('mail.notTo', { count: missed.length })} <bdi>{shown.join(', ')}</bdi>
            {rest > 0 && ` ${t('mail.andMore', { count: rest })}`}
          </span>
          <Button size="compact-xs" variant="light" onClick={onAnswerAll}>
            {t('mail.modes.reply_all')}
          </Button>
        </p>
      )}
    </div>
  )
}

const SHOWN = 3
