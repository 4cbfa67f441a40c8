import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { WideTable } from '../../ui/wide-table.tsx'
import { useGroups } from '../settings.ts'
import type { Agent } from './agent-dialog.tsx'
import classes from './rights-matrix.module.css'

const RIGHTS = ['read', 'create', 'change', 'full'] as const
const NONE = 'none'
type Props = {
  role: Agent['role']
  memberships: Agent['memberships']
  onChange: (memberships: Agent['memberships']) => void
}

/** A row per group, a column per right; each right includes those before it. */
export function RightsMatrix({ role, memberships, onChange }: Props) {
  const { t } = useTranslation()
  const groups = useGroups()
  const held = (groupId: number) => memberships.find((membership) => membership.groupId === groupId)?.right ?? NONE
  const choose = (groupId: number, right: (typeof RIGHTS)[number] | typeof NONE) => {
    const others = memberships.filter((membership) => membership.groupId !== groupId)
    onChange(right === NONE ? others : [...others, { groupId, right }].sort((a, b) => a.groupId - b.groupId))
  }
  return (
    <WideTable label={t('agent.rights')} minWidth={315}>
      <Table className={classes.rights} withTableBorder horizontalSpacing={6}>
        <Table.Caption>
          {t(role === 'admin' ? 'agent.adminRights' : 'agent.rightsHint')}
          {role !== 'admin' && !memberships.length && <strong> {t('agent.seesNothing')}</strong>}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('field.group')}</Table.Th>
            {[NONE, ...RIGHTS].map((right) => (
              <Table.Th key={right} ta="center">
                {t(`right.${right as 'read'}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={group.id}>
              <Table.Th scope="row">{group.name}</Table.Th>
              {([NONE, ...RIGHTS] as const).map((right) => (
                <Table.Td key={right} ta="center">
                  <input
                    type="radio"
                    name={`right-${group.id}`}
                    aria-label={`${group.name}: ${t(`right.${right as 'read'}`)}`}
                    checked={held(group.id) === right}
                    onChange={() => choose(group.id, right)}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
