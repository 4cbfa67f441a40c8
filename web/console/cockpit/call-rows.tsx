import { Table } from '@mantine/core'
import { IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { duration } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { ButtonLink, TextLink } from '../links.tsx'
import classes from './call-rows.module.css'
import type { CallCard } from './data.ts'

export function CallRows({ label, calls }: { label: string; calls: CallCard[] }) {
  const { t } = useTranslation()
  return (
    <WideTable label={label} minWidth={640}>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('calls.who')}</Table.Th>
            <Table.Th>{t('calls.when')}</Table.Th>
            <Table.Th>{t('calls.outcome')}</Table.Th>
            <Table.Th>{t('calls.agent')}</Table.Th>
            <Table.Th>{t('calls.goOn')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {calls.map((call) => (
            <Row key={call.id} call={call} />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function Row({ call }: { call: CallCard }) {
  const { t } = useTranslation()
  const Direction = call.direction === 'in' ? IconPhoneIncoming : IconPhoneOutgoing
  return (
    <Table.Tr>
      <Table.Td>
        <span className={classes.who}>
          <Direction size={16} role="img" aria-label={t(`call.${call.direction}`)} />
          <strong>{call.customer?.name ?? call.number ?? t('cockpit.unknown')}</strong>
        </span>
        {call.excerpt && <span className={classes.excerpt}>{call.excerpt}</span>}
      </Table.Td>
      <Table.Td>
        <When at={call.startedAt} />
        {call.seconds !== null && <span className={classes.soft}>{duration(call.seconds)}</span>}
      </Table.Td>
      <Table.Td>
        <Outcome call={call} />
      </Table.Td>
      <Table.Td>{call.agent?.name}</Table.Td>
      <Table.Td>
        <ButtonLink
          to={paths.call}
          params={{ callId: call.id }}
          size="compact-sm"
          variant={call.underWay ? 'filled' : 'default'}
        >
          {t(call.underWay ? 'calls.continue' : 'calls.open')}
        </ButtonLink>
      </Table.Td>
    </Table.Tr>
  )
}

function Outcome({ call }: { call: CallCard }) {
  const { t } = useTranslation()
  return (
    <>
      {call.underWay ? (
        <span className={classes.underWay}>{t('calls.underWay')}</span>
      ) : call.outcome ? (
        t(`call.outcome.${call.outcome}`)
      ) : (
        t(`call.result.${call.result}`)
      )}
      {call.callbackAt && (
        <span className={classes.soft}>
          <When at={call.callbackAt} as="near" />
        </span>
      )}
      {call.ticketId && (
        <TextLink className={classes.ticket} to={paths.ticket} params={{ ticketId: call.ticketId }} size="sm">
          #{call.ticketNumber}
        </TextLink>
      )}
    </>
  )
}
