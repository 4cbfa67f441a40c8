import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { TextLink } from '../links.tsx'
import classes from './customer-facts.module.css'
import type { Found } from './data.ts'
import { PhoneLine } from './phone-line.tsx'

/** Who it is and how to reach them. */
export function CustomerFacts({ customer }: { customer: Found }) {
  const { t } = useTranslation()
  return (
    <div className={classes.facts}>
      <p className={classes.name}>
        <TextLink to={paths.customer} params={{ customerId: customer.id }}>
          {customer.name}
        </TextLink>
        {customer.organization && <span className={classes.organization}> · {customer.organization.name}</span>}
      </p>
      <ul className={classes.reach}>
        {customer.phones.map((phone) => (
          <li key={`${phone.number} ${phone.extension}`}>
            <PhoneLine phone={phone} />
          </li>
        ))}
        {customer.emails.map((email) => (
          <li key={email}>
            <a href={`mailto:${email}`}>{email}</a>
          </li>
        ))}
        {customer.phones.length + customer.emails.length === 0 && <li>{t('customer.noReach')}</li>}
      </ul>
    </div>
  )
}
