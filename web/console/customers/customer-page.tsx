import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil, IconPlus, IconUserOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, type Language } from '../../i18n.ts'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { Face } from '../../ui/face.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { When } from '../../ui/when.tsx'
import { useCommands } from '../commands.ts'
import { ButtonLink, TextLink } from '../links.tsx'
import { CustomerDialog } from './customer-dialog.tsx'
import classes from './customer-page.module.css'
import { type Customer, customerQuery } from './data.ts'
import { PhoneLine } from './phone-line.tsx'
import { TicketsOfCustomer } from './tickets-of-customer.tsx'

/** Z4: who it is, how to reach them, and everything they ever asked. */
export function CustomerPage() {
  const { t } = useTranslation()
  const { customerId } = useParams({ from: '/console/clientes/$customerId' })
  const { data: customer, error } = useQuery(customerQuery(customerId))
  usePageTitle(customer?.name ?? t('field.customer'))
  if (error) return <Empty icon={<IconUserOff size={24} />} title={error.message} />
  if (!customer) return <Skeleton height={300} m="lg" />
  return <KnownCustomer key={customerId} customer={customer} />
}

function KnownCustomer({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const [editing, edition] = useDisclosure(false)
  useCommands([{ id: 'edit-customer', section: 'general', label: t('customer.edit'), keys: 'e', run: edition.open }])
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Face name={customer.name} size={52} quiet />
        <div className={classes.who}>
          <h1 className={classes.name}>{customer.name}</h1>
          <p className={classes.of}>{customer.organization?.name}</p>
        </div>
        <div className={classes.actions}>
          <Button variant="default" leftSection={<IconPencil size={16} />} onClick={edition.open}>
            {t('do.edit')}
          </Button>
          <ButtonLink to={paths.newTicket} search={{ customerId: customer.id }} leftSection={<IconPlus size={16} />}>
            {t('command.newTicket')}
          </ButtonLink>
        </div>
      </header>
      <Notices customer={customer} />
      <div className={classes.columns}>
        <Data customer={customer} />
        <TicketsOfCustomer customerId={customer.id} />
      </div>
      {editing && <CustomerDialog customer={customer} onClose={edition.close} onSaved={edition.close} />}
    </div>
  )
}

function Notices({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const other = customer.mergedIntoId ?? customer.possibleDuplicateOf
  if (!other) return null
  return (
    <p className={classes.notice}>
      {t(customer.mergedIntoId ? 'customer.merged' : 'customer.perhapsDuplicate')}{' '}
      <TextLink to={paths.customer} params={{ customerId: other }}>
        {t('customer.seeOther')}
      </TextLink>
    </p>
  )
}

function Data({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  return (
    <dl className={classes.data}>
      <Fact name={t('field.phone')}>
        {customer.phones.map((phone) => (
          <PhoneLine key={`${phone.number} ${phone.extension}`} phone={phone} />
        ))}
      </Fact>
      <Fact name={t('field.email')}>
        {customer.emails.map((email) => (
          <a key={email} href={`mailto:${email}`}>
            {email}
          </a>
        ))}
      </Fact>
      <Fact name={t('field.taxId')}>{customer.taxId}</Fact>
      <Fact name={t('field.language')}>{customer.language && LANGUAGE_NAMES[customer.language as Language]}</Fact>
      <Fact name={t('field.zone')}>{customer.zone}</Fact>
      <Fact name={t('field.notes')}>{customer.notes}</Fact>
      <Fact name={t('field.since')}>
        <When at={customer.createdAt} as="short" />
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children || (Array.isArray(children) && children.length === 0)) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
