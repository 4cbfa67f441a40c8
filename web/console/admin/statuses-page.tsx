import { ActionIcon, Button, Group, Skeleton, Table, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editStatus, orderStatuses } from '../../../server/tickets/statuses.contract.ts'
import { call } from '../../api.ts'
import { bounded } from '../../formats.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { Page } from '../page.tsx'
import { AddButton } from './add-button.tsx'
import classes from './admin.module.css'
import { allStatusesQuery, useSetting } from './admin-data.ts'
import { PriorityNames } from './priority-names.tsx'
import { StatusDialog } from './status-dialog.tsx'
import { useAdminsOnly } from './use-admins-only.ts'

/** The company's own names for where a ticket stands; each means one of the six that rules and clocks know. */
export function StatusesPage() {
  const { t } = useTranslation()
  const refused = useAdminsOnly()
  const { data: statuses, error } = useQuery(allStatusesQuery)
  const [editing, setEditing] = useState<number | 'new'>()
  const order = useSetting((ids: number[]) => call(orderStatuses, { body: { ids } }))
  const revive = useSetting((id: number) => call(editStatus, { params: { id }, body: { active: true } }))
  usePageTitle(t('admin.statuses'))
  const problem = error ?? order.error ?? revive.error
  const edited = statuses?.find(({ id }) => id === editing)
  const ids = statuses?.map(({ id }) => id) ?? []
  const move = (from: number, to: number) => order.mutate(ids.with(from, ids[to]!).with(to, ids[from]!))
  return (
    <Page
      title={t('admin.statuses')}
      actions={<AddButton onClick={() => setEditing('new')}>{t('statuses.create')}</AddButton>}
    >
      <p className={classes.lead}>{t('statuses.lead')}</p>
      {problem && <ProblemNote>{problem.message}</ProblemNote>}
      {!statuses && !error && <Skeleton height={240} />}
      {statuses && (
        <WideTable label={t('admin.statuses')} minWidth={620} stacks>
          <Table highlightOnHover className={classes.acts}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('field.name')}</Table.Th>
                <Table.Th>{t('statuses.means')}</Table.Th>
                <Table.Th>{t('statuses.tickets')}</Table.Th>
                <Table.Th>{t('statuses.order')}</Table.Th>
                <Table.Th data-acts>
                  <VisuallyHidden>{t('do.edit')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {statuses.map((status, place) => (
                <Table.Tr key={status.id} className={status.active ? undefined : classes.inactive}>
                  <Table.Td>
                    <strong>{status.name}</strong>
                    {status.fixed && <span className={classes.mark}>{t('statuses.basic')}</span>}
                    {!status.active && <span className={classes.mark}>{t('statuses.retired')}</span>}
                  </Table.Td>
                  <Table.Td data-label={t('statuses.means')}>
                    <StatusBadge status={status.status} label={t(`status.${status.status}`)} />
                  </Table.Td>
                  <Table.Td data-label={t('statuses.tickets')}>{bounded(status.tickets)}</Table.Td>
                  <Table.Td>
                    <Group gap={4} wrap="nowrap">
                      <ActionIcon
                        variant="default"
                        title={refused}
                        disabled={!!refused || place === 0 || order.isPending}
                        aria-label={t('statuses.up', { name: status.name })}
                        onClick={() => move(place, place - 1)}
                      >
                        <IconArrowUp size={16} />
                      </ActionIcon>
                      <ActionIcon
                        variant="default"
                        title={refused}
                        disabled={!!refused || place === statuses.length - 1 || order.isPending}
                        aria-label={t('statuses.down', { name: status.name })}
                        onClick={() => move(place, place + 1)}
                      >
                        <IconArrowDown size={16} />
                      </ActionIcon>
                    </Group>
                  </Table.Td>
                  <Table.Td data-acts>
                    {status.active ? (
                      <Button
                        size="compact-sm"
                        variant="default"
                        disabled={!!refused}
                        title={refused}
                        aria-label={t('statuses.editOne', { name: status.name })}
                        onClick={() => setEditing(status.id)}
                      >
                        {t('do.edit')}
                      </Button>
                    ) : (
                      <Button
                        size="compact-sm"
                        variant="default"
                        disabled={!!refused}
                        title={refused}
                        onClick={() => revive.mutate(status.id)}
                      >
                        {t('statuses.revive')}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      <div className={classes.apart}>
        <PriorityNames />
      </div>
      {statuses && (editing === 'new' || edited) && (
        <StatusDialog status={edited} statuses={statuses} onClose={() => setEditing(undefined)} />
      )}
    </Page>
  )
}
