import { Button, Skeleton, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBuildingOff, IconPencil, IconUsers } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mergeOrganization, unmergeOrganization } from '../../../server/customers/merging.contract.ts'
import { call } from '../../api.ts'
import { bounded } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { Face } from '../../ui/face.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { useCommands } from '../commands.ts'
import { TextLink } from '../links.tsx'
import { sayProblem } from '../notices.tsx'
import { whyNot } from '../tickets/refusals.ts'
import list from './customer-list.module.css'
import classes from './customer-page.module.css'
import { CustomerRow } from './customer-row.tsx'
import { forgetBook, type Organization, organizationQuery, useBook } from './data.ts'
import { FactsList } from './facts-list.tsx'
import { History } from './history.tsx'
import { OrganizationDialog } from './organization-dialog.tsx'

/** Z4: an organization, its people, and everything said and done with them. */
export function OrganizationPage() {
  const { t } = useTranslation()
  const { organizationId } = useParams({ from: '/console/empresas/$organizationId' })
  const { data: organization, error } = useQuery(organizationQuery(organizationId))
  usePageTitle(organization?.name ?? t('field.organization'))
  if (error) return <Empty icon={<IconBuildingOff size={24} />} title={error.message} />
  if (!organization) return <Skeleton height={300} m="lg" />
  return <KnownOrganization key={organizationId} organization={organization} />
}

function KnownOrganization({ organization }: { organization: Organization }) {
  const { t } = useTranslation()
  const [editing, edition] = useDisclosure(false)
  const gone = organization.mergedIntoId !== null
  useCommands([
    {
      id: 'edit-organization',
      section: 'general',
      label: t('organization.edit'),
      keys: 'e',
      run: () => !gone && edition.open(),
    },
  ])
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Face name={organization.name} size={52} quiet />
        <div className={classes.who}>
          <h1 className={classes.name}>{organization.name}</h1>
          <p className={classes.of}>
            {t('organization.people', { count: organization.people, shown: bounded(organization.people) })} ·{' '}
            {t('caller.open', { count: organization.openTickets })}
          </p>
        </div>
        {!gone && (
          <Button variant="default" leftSection={<IconPencil size={16} />} onClick={edition.open}>
            {t('do.edit')}
          </Button>
        )}
      </header>
      <Notices organization={organization} />
      <div className={classes.columns}>
        <FactsList known={organization} />
        <Tabs defaultValue="people" keepMounted={false} className={classes.tickets}>
          <Tabs.List mb="sm">
            <Tabs.Tab value="people">{t('book.people')}</Tabs.Tab>
            <Tabs.Tab value="history">{t('history.title')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="people">
            <People organizationId={organization.id} />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <History of="organization" id={organization.id} />
          </Tabs.Panel>
        </Tabs>
      </div>
      {editing && <OrganizationDialog organization={organization} onClose={edition.close} onSaved={edition.close} />}
    </div>
  )
}

function People({ organizationId }: { organizationId: number }) {
  const { t } = useTranslation()
  const book = useBook({ organizationId })
  const people = book.data?.pages.flatMap((page) => page.items)
  return (
    <>
      {people?.length === 0 && <Empty icon={<IconUsers size={22} />} title={t('organization.nobody')} />}
      <ul className={list.list}>
        {people?.map((customer) => (
          <CustomerRow key={customer.id} customer={customer} amongColleagues />
        ))}
      </ul>
      {book.hasNextPage && (
        <Button variant="default" mt="sm" loading={book.isFetchingNextPage} onClick={() => void book.fetchNextPage()}>
          {t('do.loadMore')}
        </Button>
      )}
    </>
  )
}

/** What it was merged with, either way, and what may be the same organization; merging can be taken back at any time. */
function Notices({ organization }: { organization: Organization }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const refused = whyNot(organization.can.merge)
  const merge = useMutation({
    mutationFn: (id: number) => call(mergeOrganization, { params: { id }, body: { intoId: organization.id } }),
    onError: sayProblem,
    onSuccess: forgetBook,
  })
  const unmerge = useMutation({
    mutationFn: (id: number) => call(unmergeOrganization, { params: { id } }),
    onError: sayProblem,
    onSuccess: ({ id }) => {
      forgetBook()
      void navigate({ to: paths.organization, params: { organizationId: id } })
    },
  })
  const other = (id: number, name: string) => (
    <TextLink to={paths.organization} params={{ organizationId: id }}>
      {name}
    </TextLink>
  )
  const act = (label: string, run: () => void) => (
    <Button size="compact-xs" variant="default" disabled={!!refused} title={refused} onClick={run}>
      {label}
    </Button>
  )
  if (organization.mergedIntoId)
    return (
      <div className={classes.notice}>
        {t('customer.merged')} {other(organization.mergedIntoId, t('customer.seeOther'))}{' '}
        {act(t('merge.undo'), () => unmerge.mutate(organization.id))}
      </div>
    )
  if (organization.merged.length + organization.possibleDuplicates.length === 0) return null
  return (
    <div className={classes.notice}>
      <ul>
        {organization.merged.map(({ id, name }) => (
          <li key={id}>
            {t('merge.holds')} {other(id, name)} {act(t('merge.undo'), () => unmerge.mutate(id))}
          </li>
        ))}
        {organization.possibleDuplicates.map(({ id, name }) => (
          <li key={id}>
            {t('organization.perhaps')} {other(id, name)} {act(t('organization.take'), () => merge.mutate(id))}
          </li>
        ))}
      </ul>
    </div>
  )
}
