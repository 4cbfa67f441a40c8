import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Face } from '../../ui/face.tsx'
import classes from './customer-list.module.css'
import type { Found } from './data.ts'
import { PhoneLine } from './phone-line.tsx'

/** Among colleagues the organization goes without saying. */
export function CustomerRow({ customer, amongColleagues }: { customer: Found; amongColleagues?: boolean }) {
  const { t } = useTranslation()
  return (
    <li className={classes.row}>
      <Face name={customer.name} size={32} quiet />
      <div className={classes.who}>
        <Link to={paths.customer} params={{ customerId: customer.id }} className={classes.name}>
          {customer.name}
        </Link>
        {!amongColleagues && <span className={classes.of}>{customer.organization?.name}</span>}
      </div>
      <div className={classes.reach}>
        {customer.phones[0] && <PhoneLine phone={customer.phones[0]} />}
        <span>{customer.emails[0]}</span>
      </div>
      <span className={classes.open}>
        {customer.openTickets > 0 && t('caller.open', { count: customer.openTickets })}
      </span>
    </li>
  )
}
