import { Button, Group, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import type { Ticket } from './data.ts'
import { useDifferences } from './differences.ts'
import { type Conflict, useTicketEdit } from './editing.tsx'

/** Somebody was faster: both changes are shown, and the agent decides. Nothing is overwritten unseen. */
export function StaleDialog({ conflict, onClose }: { conflict: Conflict; onClose: () => void }) {
  const { t } = useTranslation()
  const { edit: wanted, before, now } = conflict
  const edit = useTicketEdit(now.id)
  const theirs = useDifferences(before, now)
  const mine = useDifferences(now, { ...now, ...(wanted.expect ?? (wanted.patch as Partial<Ticket>)) })
  const again = () => {
    edit.mutate(wanted)
    onClose()
  }
  return (
    <Dialog onClose={onClose} size="lg" title={t('stale.title')}>
      <p>{t('stale.text')}</p>
      <Changed title={t('stale.theirs')} rows={theirs} />
      <Changed title={t('stale.mine')} rows={mine} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('stale.leave')}
        </Button>
        <Button onClick={again} data-autofocus>
          {t('stale.apply')}
        </Button>
      </Group>
    </Dialog>
  )
}

export function Changed({ title, rows }: { title: string; rows: ReturnType<typeof useDifferences> }) {
  if (rows.length === 0) return null
  return (
    <Table withTableBorder mb="sm">
      <Table.Caption style={{ captionSide: 'top', textAlign: 'left' }}>{title}</Table.Caption>
      <Table.Tbody>
        {rows.map(({ field, from, to }) => (
          <Table.Tr key={field}>
            <Table.Th scope="row" w="30%">
              {field}
            </Table.Th>
            <Table.Td>
              <del>{from}</del> → <ins>{to}</ins>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
