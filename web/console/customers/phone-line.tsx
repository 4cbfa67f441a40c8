import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Tip } from '../../ui/tip.tsx'
import type { Customer } from './data.ts'
import classes from './phone-line.module.css'

type Phone = Customer['phones'][number]
const SYMBOLS = { valid: IconCircleCheck, possible: IconAlertTriangle, invalid: IconCircleX }

/** Z7: a number one may dial, and whether it can be one at all. */
export function PhoneLine({ phone }: { phone: Phone }) {
  const { t } = useTranslation()
  const Mark = SYMBOLS[phone.valid]
  const said = t(`phone.${phone.valid}`)
  const unsaid = phone.extension && !phone.number.includes(phone.extension)
  const written = unsaid ? t('phone.withExtension', phone) : phone.number
  return (
    <span className={classes.line}>
      {phone.e164 ? <a href={`tel:${phone.e164}`}>{written}</a> : written}
      <Tip label={said}>
        <Mark size={15} className={classes.mark} data-valid={phone.valid} role="img" aria-label={said} />
      </Tip>
    </span>
  )
}
