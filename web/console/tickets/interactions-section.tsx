import { Table } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../ui/empty.tsx'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { type Interaction, interactionsQuery } from '../conversations/data.ts'
import type { Ticket } from './data.ts'

/** S1: Interacciones: what was said to and by others, one line each, with what became of it. */
export function InteractionsSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { data = [] } = useQuery(interactionsQuery(ticket.id))
  const said = data.filter((one) => one.kind !== 'note').toReversed()
  if (said.length === 0) {
    return (
      <Empty icon={<IconMessages size={22} />} title={t('interactions.none')}>
        {t('interactions.teach')}
      </Empty>
    )
  }
  return (
    <WideTable label={t('section.interactions')} minWidth={560}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('interactions.kind')}</Table.Th>
            <Table.Th>{t('interactions.who')}</Table.Th>
            <Table.Th>{t('interactions.what')}</Table.Th>
            <Table.Th>{t('interactions.delivery')}</Table.Th>
            <Table.Th>{t('field.at')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {said.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                {one.direction === 'in' ? '←' : '→'} {t(`interactions.is.${one.kind as 'call'}`)}
              </Table.Td>
              <Table.Td>{whoOf(one, ticket)}</Table.Td>
              <Table.Td>{excerpt(one)}</Table.Td>
              <Table.Td>{becameOf(one)}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                <When at={one.at} as="short" />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

const LONGEST = 140

function excerpt({ subject, visibleText, text }: Interaction) {
  const words = [subject, visibleText || text].filter(Boolean).join(' · ')
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words
}

const whoOf = (one: Interaction, ticket: Ticket) =>
  one.from?.name ?? (one.direction === 'in' ? ticket.customer.name : (one.author?.name ?? ''))

function becameOf({ delivery }: Interaction) {
  return delivery ? [delivery.state, delivery.detail].filter(Boolean).join(': ') : ''
}
