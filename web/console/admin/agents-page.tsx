import { Button, Skeleton, Table, VisuallyHidden } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Address } from '../../ui/address.tsx'
import { Face } from '../../ui/face.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { useMe } from '../auth/me.ts'
import { Page } from '../page.tsx'
import { agentsQuery, useGroups } from '../settings.ts'
import { AddButton } from './add-button.tsx'
import classes from './admin.module.css'
import { agentDoorsQuery } from './admin-data.ts'
import { type Agent, AgentDialog, type Doors } from './agent-dialog.tsx'
import { InviteDialog } from './invite-dialog.tsx'

/** Who works here, what each may do in which group, and how each comes in. */
export function AgentsPage() {
  const { t } = useTranslation()
  const admin = useMe().role === 'admin'
  const { data: agents, error } = useQuery(agentsQuery)
  const { data: doors } = useQuery({ ...agentDoorsQuery, enabled: admin })
  const [editing, setEditing] = useState<number | 'new'>()
  usePageTitle(t('admin.agents'))
  const doorsOf = (id: number) => doors?.find(({ agentId }) => agentId === id)
  const edited = agents?.find(({ id }) => id === editing)
  return (
    <Page
      title={t('admin.agents')}
      actions={
        <AddButton icon={IconUserPlus} onClick={() => setEditing('new')}>
          {t('agent.invite')}
        </AddButton>
      }
    >
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!agents && !error && <Skeleton height={240} />}
      {agents && (
        <WideTable label={t('admin.agents')} minWidth={admin ? 760 : 560} stacks>
          <Table highlightOnHover className={classes.acts}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('field.name')}</Table.Th>
                <Table.Th>{t('agent.role')}</Table.Th>
                <Table.Th>{t('agent.rights')}</Table.Th>
                {admin && <Table.Th>{t('agent.access')}</Table.Th>}
                <Table.Th data-acts>
                  <VisuallyHidden>{t('do.edit')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {agents.map((agent) => (
                <AgentRow
                  key={agent.id}
                  agent={agent}
                  doors={doorsOf(agent.id)}
                  admin={admin}
                  onEdit={() => setEditing(agent.id)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      {editing === 'new' && <InviteDialog onClose={() => setEditing(undefined)} />}
      {edited && <AgentDialog agent={edited} doors={doorsOf(edited.id)} onClose={() => setEditing(undefined)} />}
    </Page>
  )
}

type RowProps = { agent: Agent; doors: Doors | undefined; admin: boolean; onEdit: () => void }

function AgentRow({ agent, doors, admin, onEdit }: RowProps) {
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
            {doors?.invited && <span className={classes.mark}>{t('agent.invited')}</span>}
            {!agent.active && !doors?.invited && <span className={classes.mark}>{t('agent.inactive')}</span>}
            <div className={classes.inactive}>
              <Address of={agent.email} />
            </div>
          </div>
        </div>
      </Table.Td>
      <Table.Td data-label={t('agent.role')}>{t(`role.${agent.role}`)}</Table.Td>
      <Table.Td data-label={t('agent.rights')}>
        {agent.role === 'admin' ? t('agent.allRights') : rights.join(' · ') || t('agent.noRights')}
      </Table.Td>
      {admin && <Table.Td data-label={t('agent.access')}>{doors && <Access doors={doors} />}</Table.Td>}
      <Table.Td data-acts>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!admin}
          title={admin ? undefined : t('admin.readOnly')}
          aria-label={t('agent.editOne', { name: agent.name })}
          onClick={onEdit}
        >
          {t('do.edit')}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}

/** How somebody comes in, and when they last did. */
function Access({ doors }: { doors: Doors }) {
  const { t } = useTranslation()
  const ways = [
    doors.onlyProvider ? t('agent.onlyProviderShort') : doors.password && t('auth.password'),
    doors.totp && t('agent.totp'),
    doors.passkeys > 0 && t('agent.passkeys', { count: doors.passkeys }),
  ].filter(Boolean)
  return (
    <>
      <div>{ways.join(' · ') || t('agent.noDoor')}</div>
      <div className={classes.inactive}>
        {doors.seenAt && <When at={doors.seenAt} />}
        {!doors.seenAt && doors.link && (
          <>
            {t('agent.linkUntil')} <When at={doors.link.expiresAt} as="short" />
          </>
        )}
      </div>
    </>
  )
}
