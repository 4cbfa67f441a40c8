import { Button, Group, Table } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endCall, type listMissedCalls } from '../../../server/conversations/calls.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call as ask } from '../../api.ts'
import { paths } from '../../paths.ts'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { ButtonLink } from '../links.tsx'
import { sayProblem } from '../notices.tsx'
import { showCall } from './data.ts'

type Caller = ReplyOf<typeof listMissedCalls>['items'][number]

/** Who rang in vain, once each: one calls back, or says that it was nothing. */
export function MissedRows({ callers }: { callers: Caller[] }) {
  const { t } = useTranslation()
  return (
    <WideTable label={t('calls.missed')} minWidth={560}>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('calls.who')}</Table.Th>
            <Table.Th>{t('calls.times')}</Table.Th>
            <Table.Th>{t('calls.last')}</Table.Th>
            <Table.Th>{t('calls.goOn')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {callers.map((caller) => (
            <Row key={caller.callId} caller={caller} />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function Row({ caller }: { caller: Caller }) {
  const { t } = useTranslation()
  const name = caller.customer?.name ?? caller.number ?? t('cockpit.unknown')
  const settle = useMutation({
    mutationFn: () => ask(endCall, { params: { id: caller.callId }, body: { outcome: 'spam' } }),
    onSuccess: showCall,
    onError: sayProblem,
  })
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{name}</strong>
        {caller.customer && <div>{caller.number}</div>}
      </Table.Td>
      <Table.Td>{caller.count}</Table.Td>
      <Table.Td>
        <When at={caller.lastAt} />
      </Table.Td>
      <Table.Td>
        <Group gap="xs">
          <ButtonLink
            to={paths.newCall}
            search={{ to: caller.number ?? undefined, customerId: caller.customer?.id }}
            size="compact-sm"
            aria-label={`${t('cockpit.callBack')}: ${name}`}
          >
            {t('cockpit.callBack')}
          </ButtonLink>
          <Button size="compact-sm" variant="default" loading={settle.isPending} onClick={() => settle.mutate()}>
            {t('calls.nothing')}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}
