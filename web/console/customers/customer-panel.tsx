import { ActionIcon, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconBuilding, IconPlus, IconUserEdit } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Address } from '../../ui/address.tsx'
import { Face } from '../../ui/face.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { Tip } from '../../ui/tip.tsx'
import { ButtonLink, TextLink } from '../links.tsx'
import { ChangingCustomerContext } from '../tickets/changing-customer.ts'
import type { Ticket } from '../tickets/data.ts'
import { useStatusName } from '../tickets/names.ts'
import { useOpenOf } from '../tickets/open-of.ts'
import { whyNot } from '../tickets/refusals.ts'
import classes from './customer-panel.module.css'
import { type Customer, customerQuery } from './data.ts'
import { PhoneLine } from './phone-line.tsx'

/** Whose ticket it is, how to reach them, and what else they have open. */
export function CustomerPanel({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { data: customer } = useQuery(customerQuery(ticket.customer.id))
  return (
    <section className={classes.panel} aria-label={t('field.customer')}>
      <div className={classes.who}>
        <Face name={ticket.customer.name} size={40} quiet />
        <div>
          <h2 className={classes.name}>
            <TextLink to={paths.customer} params={{ customerId: ticket.customer.id }}>
              {ticket.customer.name}
            </TextLink>
          </h2>
          {ticket.organization && (
            <p className={classes.organization}>
              <IconBuilding size={15} aria-hidden /> {ticket.organization.name}
            </p>
          )}
        </div>
        <ChangeCustomer ticket={ticket} />
      </div>
      {customer ? <Reach customer={customer} /> : <Skeleton height={48} />}
      {customer?.possibleDuplicateOf && (
        <p className={classes.hint}>
          {t('customer.perhapsDuplicate')}{' '}
          <TextLink to={paths.customer} params={{ customerId: customer.possibleDuplicateOf }}>
            {t('customer.seeOther')}
          </TextLink>
        </p>
      )}
      {customer?.notes && <p className={classes.notes}>{customer.notes}</p>}
      <OpenTickets ticket={ticket} />
      <ButtonLink
        to={paths.newTicket}
        search={{ customerId: ticket.customer.id }}
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
      >
        {t('customer.newTicket')}
      </ButtonLink>
    </section>
  )
}

/** S12: where it stands whose ticket it is, it can be another's. */
function ChangeCustomer({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const changeCustomer = useContext(ChangingCustomerContext)
  const refused = whyNot(ticket.can.change_customer)
  return (
    <Tip label={refused ?? t('act.changeCustomer')}>
      <ActionIcon
        className={classes.change}
        aria-label={t('act.changeCustomer')}
        aria-disabled={!!refused || undefined}
        onClick={() => !refused && changeCustomer()}
      >
        <IconUserEdit size={18} />
      </ActionIcon>
    </Tip>
  )
}

function Reach({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const failing = new Map(customer.failingEmails.map((email) => [email.address, email.failure]))
  return (
    <dl className={classes.facts}>
      {customer.phones.length > 0 && (
        <div>
          <dt>{t('field.phone')}</dt>
          {customer.phones.map((phone) => (
            <dd key={`${phone.number} ${phone.extension}`}>
              <PhoneLine phone={phone} />
            </dd>
          ))}
        </div>
      )}
      {customer.emails.length > 0 && (
        <div>
          <dt>{t('field.email')}</dt>
          {customer.emails.map((email) => (
            <dd key={email}>
              <a href={`mailto:${email}`}>
                <Address of={email} />
              </a>
              {failing.has(email) && (
                <small className={classes.failing}>
                  <IconAlertTriangle size={14} aria-hidden /> {t('customer.failing')}{' '}
                  <Refusal said={failing.get(email) ?? ''} />
                </small>
              )}
            </dd>
          ))}
        </div>
      )}
      {customer.taxId && (
        <div>
          <dt>{t('field.taxId')}</dt>
          <dd>{customer.taxId}</dd>
        </div>
      )}
    </dl>
  )
}

function OpenTickets({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const statusName = useStatusName()
  const customerId = ticket.customer.id
  const others = useOpenOf(customerId).filter((card) => card.id !== ticket.id)
  if (others.length === 0) return null
  return (
    <div>
      <h3 className={classes.title}>{t('customer.otherOpen')}</h3>
      <ul className={classes.tickets}>
        {others.map((card) => (
          <li key={card.id}>
            <TextLink to={paths.ticket} params={{ ticketId: card.id }} search={true}>
              #{card.number} {card.subject}
            </TextLink>
            <StatusBadge status={card.status} label={statusName(card)} />
          </li>
        ))}
      </ul>
    </div>
  )
}
