import { Button, Skeleton, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowMerge, IconPencil, IconPlus, IconUserOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { Face } from '../../ui/face.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { Refusal } from '../../ui/refusal.tsx'
import { useCommands } from '../commands.ts'
import { ButtonLink, TextLink } from '../links.tsx'
import { CustomerActivities } from './customer-activities.tsx'
import { CustomerDialog } from './customer-dialog.tsx'
import classes from './customer-page.module.css'
import { type Customer, customerQuery } from './data.ts'
import { Fact, FactsList } from './facts-list.tsx'
import { History } from './history.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { MergeNotices } from './merge-notices.tsx'
import { PhoneLine } from './phone-line.tsx'
import { TicketsOfCustomer } from './tickets-of-customer.tsx'

/** Z4: who it is, how to reach them, and everything said and done with them. */
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
  const [merging, merge] = useDisclosure(false)
  const gone = customer.mergedIntoId !== null
  useCommands([
    {
      id: 'edit-customer',
      section: 'general',
      label: t('customer.edit'),
      keys: 'e',
      run: () => !gone && edition.open(),
    },
    { id: 'merge-customer', section: 'general', label: t('merge.start'), run: () => !gone && merge.open() },
  ])
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Face name={customer.name} size={52} quiet />
        <div className={classes.who}>
          <h1 className={classes.name}>{customer.name}</h1>
          {customer.organization && (
            <TextLink to={paths.organization} params={{ organizationId: customer.organization.id }}>
              {customer.organization.name}
            </TextLink>
          )}
        </div>
        {!gone && (
          <div className={classes.actions}>
            <Button variant="default" leftSection={<IconArrowMerge size={16} />} onClick={merge.open}>
              {t('merge.start')}
            </Button>
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={edition.open}>
              {t('do.edit')}
            </Button>
            <ButtonLink to={paths.newTicket} search={{ customerId: customer.id }} leftSection={<IconPlus size={16} />}>
              {t('command.newTicket')}
            </ButtonLink>
          </div>
        )}
      </header>
      <MergeNotices customer={customer} />
      <div className={classes.columns}>
        <FactsList known={customer}>
          <Reach customer={customer} />
        </FactsList>
        <Tabs defaultValue="history" keepMounted={false} className={classes.tickets}>
          <Tabs.List mb="sm">
            <Tabs.Tab value="history">{t('history.title')}</Tabs.Tab>
            <Tabs.Tab value="tickets">{t('customer.tickets')}</Tabs.Tab>
            <Tabs.Tab value="activities">{t('history.kind.activity')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="history">
            <History of="customer" id={customer.id} />
          </Tabs.Panel>
          <Tabs.Panel value="tickets">
            <TicketsOfCustomer customerId={customer.id} />
          </Tabs.Panel>
          <Tabs.Panel value="activities">
            <CustomerActivities customerId={customer.id} />
          </Tabs.Panel>
        </Tabs>
      </div>
      {editing && <CustomerDialog customer={customer} onClose={edition.close} onSaved={edition.close} />}
      {merging && <MergeDialog customer={customer} onClose={merge.close} />}
    </div>
  )
}

function Reach({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const failing = new Map(customer.failingEmails.map((email) => [email.address, email.failure]))
  return (
    <>
      <Fact name={t('field.phone')}>
        {customer.phones.map((phone) => (
          <span key={`${phone.number} ${phone.extension}`}>
            <PhoneLine phone={phone} />
            {phone.reason && <small className={classes.doubt}>{t(`phone.reason.${phone.reason}`)}</small>}
          </span>
        ))}
      </Fact>
      <Fact name={t('field.email')}>
        {customer.emails.map((email) => (
          <span key={email}>
            <a href={`mailto:${email}`}>{email}</a>
            {failing.has(email) && (
              <small className={classes.doubt}>
                {t('customer.failing')} <Refusal said={failing.get(email) ?? ''} />
              </small>
            )}
          </span>
        ))}
      </Fact>
    </>
  )
}
