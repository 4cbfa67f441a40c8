import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../ui/refusal.tsx'
import { addressIn, type Proposed } from './mail-draft.ts'
import classes from './mail-fields.module.css'

type Props = { recipients: string[]; failing: Proposed['failing'] }

/** S10: who of them will not get it, as far as we know: said before it is sent, with what to do. */
export function FailingRecipients({ recipients, failing }: Props) {
  const { t } = useTranslation()
  const named = new Set(recipients.map(addressIn))
  const unreached = failing.filter(({ address }) => named.has(address))
  return (
    <div role="status">
      {unreached.map(({ address, failure }) => (
        <p key={address} className={classes.failing}>
          <IconAlertTriangle size={15} aria-hidden />
          <span>
            {t('mail.failing', { address })} {failure && <Refusal said={failure} />}
          </span>
        </p>
      ))}
    </div>
  )
}
