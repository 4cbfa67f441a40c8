import { Button, Skeleton, Table, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { useMe } from '../auth/me.ts'
import { Page } from '../page.tsx'
import { groupsQuery, useAgents } from '../settings.ts'
import { AddButton } from './add-button.tsx'
import classes from './admin.module.css'
import { GroupDialog } from './group-dialog.tsx'

/** S2: the groups tickets lie in, and how each of them works. */
export function GroupsPage() {
  const { t } = useTranslation()
  const me = useMe()
  const admin = me.role === 'admin'
  const { data: groups, error } = useQuery(groupsQuery)
  const [editing, setEditing] = useState<number | 'new'>()
  usePageTitle(t('admin.groups'))
  const edited = groups?.find(({ id }) => id === editing)
  const leads = (id: number) => admin || me.rights.some(({ groupId, right }) => groupId === id && right === 'full')
  return (
    <Page
      title={t('admin.groups')}
      actions={<AddButton onClick={() => setEditing('new')}>{t('group.create')}</AddButton>}
    >
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!groups && !error && <Skeleton height={200} />}
      {groups && (
        <WideTable label={t('admin.groups')} minWidth={640} stacks>
          <Table highlightOnHover className={classes.acts}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('field.name')}</Table.Th>
                <Table.Th>{t('group.people')}</Table.Th>
                <Table.Th>{t('group.autoClose')}</Table.Th>
                <Table.Th>{t('group.followUp')}</Table.Th>
                <Table.Th data-acts>
                  <VisuallyHidden>{t('do.edit')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {groups.map((group) => (
                <Table.Tr key={group.id} className={group.active ? undefined : classes.inactive}>
                  <Table.Td>
                    <strong>{group.name}</strong>
                    {group.isDefault && <span className={classes.mark}>{t('group.isDefault')}</span>}
                    {group.triage && <span className={classes.mark}>{t('group.triage')}</span>}
                    {!group.active && <span className={classes.mark}>{t('agent.inactive')}</span>}
                  </Table.Td>
                  <Table.Td data-label={t('group.people')}>
                    <People groupId={group.id} />
                  </Table.Td>
                  <Table.Td data-label={t('group.autoClose')}>
                    {group.autoCloseDays === null ? t('group.never') : t('group.days', { count: group.autoCloseDays })}
                  </Table.Td>
                  <Table.Td data-label={t('group.followUp')}>
                    {t('group.workingDays', { count: group.followUpDays })}
                  </Table.Td>
                  <Table.Td data-acts>
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={!leads(group.id)}
                      title={leads(group.id) ? undefined : t('group.needsFull')}
                      aria-label={t('group.editOne', { name: group.name })}
                      onClick={() => setEditing(group.id)}
                    >
                      {t('do.edit')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      {(editing === 'new' || edited) && <GroupDialog group={edited} onClose={() => setEditing(undefined)} />}
    </Page>
  )
}

/** How many work in a group, and who leads it. */
function People({ groupId }: { groupId: number }) {
  const { t } = useTranslation()
  const here = useAgents()
    .filter(({ active }) => active)
    .flatMap(({ name, memberships }) =>
      memberships.filter((one) => one.groupId === groupId).map(({ right }) => ({ name, right })),
    )
  const leads = here.filter(({ right }) => right === 'full').map(({ name }) => name)
  return (
    <>
      <div>{t('group.peopleCount', { count: here.length })}</div>
      <div className={classes.inactive}>
        {leads.length ? t('group.ledBy', { names: leads.join(', ') }) : t('group.noLead')}
      </div>
    </>
  )
}
