import { Button, Skeleton, Table } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Face } from '../../ui/face.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { useMe } from '../auth/me.ts'
import { Page } from '../page.tsx'
import { agentsQuery, useGroups } from '../settings.ts'
import classes from './admin.module.css'
import { type Agent, AgentDialog } from './agent-dialog.tsx'

/** Who works here, and what each may do in which group. */
export function AgentsPage() {
  const { t } = useTranslation()
  const admin = useMe().role === 'admin'
  const { data: agents, error } = useQuery(agentsQuery)
  const [editing, setEditing] = useState<Agent | 'new'>()
  usePageTitle(t('admin.agents'))
  return (
    <Page
      title={t('admin.agents')}
      actions={
        <Button
          leftSection={<IconUserPlus size={16} />}
          disabled={!admin}
          title={admin ? undefined : t('admin.readOnly')}
          onClick={() => setEditing('new')}
        >
          {t('agent.create')}
        </Button>
      }
    >
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!agents && !error && <Skeleton height={240} />}
      {agents && (
        <WideTable label={t('admin.agents')} minWidth={560}>
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('field.name')}</Table.Th>
                <Table.Th>{t('agent.role')}</Table.Th>
                <Table.Th>{t('agent.rights')}</Table.Th>
                <Table.Th>{t('do.edit')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {agents.map((agent) => (
                <AgentRow key={agent.id} agent={agent} admin={admin} onEdit={() => setEditing(agent)} />
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      {editing && <AgentDialog agent={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </Page>
  )
}

function AgentRow({ agent, admin, onEdit }: { agent: Agent; admin: boolean; onEdit: () => void }) {
  const { t } = useTranslation()
  const groups = useGroups()
  const rights = agent.memberships.map(
    ({ groupId, right }) =>
      `${groups.find((group) => group.id === groupId)?.name ?? `#${groupId}`}: ${t(`right.${right}`)}`,
  )
  return (
    <Table.Tr className={agent.active ? undefined : classes.inactive}>
      <Table.Td>
        <div style={{ display: 'flex', gap: '0.6rem', alignItems: 'center' }}>
          <Face name={agent.name} size={28} quiet />
          <div>
            <strong>{agent.name}</strong>
            {!agent.active && <span className={classes.mark}>{t('agent.inactive')}</span>}
            <div className={classes.inactive}>{agent.email}</div>
          </div>
        </div>
      </Table.Td>
      <Table.Td>{t(`role.${agent.role}`)}</Table.Td>
      <Table.Td>{agent.role === 'admin' ? t('agent.allRights') : rights.join(' · ') || t('agent.noRights')}</Table.Td>
      <Table.Td>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!admin}
          aria-label={t('agent.editOne', { name: agent.name })}
          onClick={onEdit}
        >
          {t('do.edit')}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}
