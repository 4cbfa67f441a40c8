import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMe } from '../auth/me.ts'
import { useCommands } from '../commands.ts'
import { KeyOf } from '../key-of.tsx'
import type { Ticket } from './data.ts'
import { useTicketEdit } from './editing.tsx'
import { whyNot } from './refusals.ts'

/** Z2: what is nobody's is taken with one key, or here. */
export function TakeIt({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const me = useMe()
  const edit = useTicketEdit(ticket.id)
  const mine = ticket.owner?.id === me.id
  const refused = whyNot(ticket.can.assign)
  const take = () =>
    edit.mutate({
      patch: { ownerId: me.id },
      expect: { owner: { id: me.id, name: me.name } },
      said: t('undo.owner', { name: me.name }),
    })
  const command = { id: 'take', section: 'ticket' as const, label: t('ticket.take'), keys: 'a', run: take, refused }
  useCommands(mine ? [] : [command])
  if (ticket.owner || refused) return null
  return (
    <Button size="compact-sm" variant="light" rightSection={<KeyOf command="take" keys="a" />} onClick={take}>
      {t('ticket.take')}
    </Button>
  )
}
