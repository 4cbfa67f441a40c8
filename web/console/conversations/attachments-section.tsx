import { Table } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../formats.ts'
import { Empty } from '../../ui/empty.tsx'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import type { Ticket } from '../tickets/data.ts'
import { interactionsQuery } from './data.ts'

/** S11: every file of the ticket in one place, with who sent it. */
export function AttachmentsSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data: said = [] } = useQuery(interactionsQuery(ticket.id))
  const files = said.flatMap((interaction) =>
    interaction.attachments.map((file) => ({
      ...file,
      at: interaction.at,
      from:
        interaction.direction === 'in' ? (interaction.from?.name ?? ticket.customer.name) : interaction.author?.name,
    })),
  )
  if (files.length === 0) {
    return (
      <Empty icon={<IconPaperclip size={22} />} title={t('attachment.none')}>
        {t('attachment.teach')}
      </Empty>
    )
  }
  return (
    <WideTable label={t('section.attachments')} minWidth={420}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('attachment.file')}</Table.Th>
            <Table.Th ta="right">{t('attachment.size')}</Table.Th>
            <Table.Th>{t('attachment.from')}</Table.Th>
            <Table.Th>{t('field.at')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {files.map((file) => (
            <Table.Tr key={file.id}>
              <Table.Td>
                <a href={file.url} download={file.filename}>
                  {file.filename}
                </a>
              </Table.Td>
              <Table.Td ta="right">
                {t('attachment.kilobytes', { size: formats.number(Math.max(1, Math.round(file.size / 1024))) })}
              </Table.Td>
              <Table.Td>{file.from}</Table.Td>
              <Table.Td>
                <When at={file.at} as="short" />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
