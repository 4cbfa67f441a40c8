import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addInteraction } from '../../../server/conversations/contract.ts'
import { send } from '../../api.ts'
import { ActDialog, useAct } from './act-dialog.tsx'
import { type Ticket, ticketNow } from './data.ts'
import { useTicketEdit } from './editing.tsx'

type Props = { ticket: Ticket; group: { id: number; name: string }; onClose: () => void }

/** Z5: to the team that can do it, and why, in one save: what is written is a note they read first. Without words it is handed over all the same. */
export function HandOverDialog({ ticket, group, onClose }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const edit = useTicketEdit(ticket.id)
  const said = t('undo.group', { group: group.name })
  const act = useAct(said, onClose, t('undo.handBack'))
  const handOver = () => {
    if (reason.trim()) return act.mutate(() => withNote(ticket, group.id, reason.trim()))
    edit.mutate({ patch: { groupId: group.id }, expect: { group }, said })
    onClose()
  }
  return (
    <ActDialog
      title={t('act.handOver', { group: group.name })}
      submit={t('act.do.handOver')}
      error={act.error}
      ready
      loading={act.isPending}
      onClose={onClose}
      onDo={handOver}
    >
      <TextInput
        label={t('field.reason')}
        description={t('act.handOverHint')}
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActDialog>
  )
}

async function withNote({ id, version }: Ticket, groupId: number, text: string) {
  const { reply, requestId } = await send(addInteraction, {
    params: { id },
    body: { kind: 'note', text, groupId, version: ticketNow(id)?.version ?? version },
  })
  return { reply: reply.ticket, requestId }
}
