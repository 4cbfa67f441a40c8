import { Radio, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moveInteraction } from '../../../server/conversations/contract.ts'
import { send } from '../../api.ts'
import { paths } from '../../paths.ts'
import { ActDialog } from '../tickets/act-dialog.tsx'
import { refreshParts, show, type Ticket } from '../tickets/data.ts'
import { useEmptied } from '../tickets/emptied.tsx'
import { TicketPicker } from '../tickets/ticket-picker.tsx'
import { offerUndo } from '../tickets/undo.tsx'
import type { MoveRequest } from './compose-requests.ts'
import classes from './mail-lines.module.css'

type Props = Omit<MoveRequest, 'ticketId'> & { ticket: Ticket; onClose: () => void }

/** S7: what came in by the wrong thread goes where it belongs. One stays where one is, unless that ends with it; where it went is said, and can be taken back. */
export function MoveInteractionDialog({ ticket, interaction, into: proposed, onClose }: Props) {
  const { t } = useTranslation()
  const [where, setWhere] = useState<'into' | 'new'>('into')
  const [into, setInto] = useState(proposed)
  const { merges, choice } = useEmptied(ticket, [interaction.id])
  const navigate = useNavigate()
  const go = (ticketId: number) =>
    navigate({ to: paths.ticket, params: { ticketId }, search: true, state: { said: interaction.id } })
  const move = useMutation({
    mutationFn: (mergeEmptied: boolean) =>
      send(moveInteraction, {
        params: { id: interaction.id },
        body: {
          ...(where === 'new' ? { new: true } : { ticketId: into!.id }),
          ...(mergeEmptied && { mergeEmptied }),
        },
      }),
    onSuccess: ({ reply, requestId }, merged) => {
      const refresh = () => {
        refreshParts(ticket.id)
        refreshParts(reply.id)
      }
      show(reply)
      refresh()
      offerUndo({
        requestId,
        said: t(merged ? 'undo.wentToWhole' : 'undo.wentTo', { number: reply.number, subject: reply.subject }),
        undone: t('undo.cameBack', { number: ticket.number }),
        onUndone: async () => {
          refresh()
          if (merged) await go(ticket.id)
        },
      })
      onClose()
      if (merged) void go(reply.id)
    },
  })
  return (
    <ActDialog
      title={t('interaction.move')}
      submit={t('act.do.move')}
      error={move.error}
      ready={where === 'new' || !!into}
      loading={move.isPending}
      onClose={onClose}
      onDo={() => move.mutate(merges)}
    >
      <blockquote className={classes.moving}>{(interaction.visibleText || interaction.text).slice(0, 240)}</blockquote>
      <Radio.Group label={t('act.splitWhere')} value={where} onChange={(value) => setWhere(value as 'into')}>
        <Stack gap={6} mt={6}>
          <Radio value="into" label={t('act.splitInto')} />
          <Radio value="new" label={t('interaction.moveToNew')} />
        </Stack>
      </Radio.Group>
      {where === 'into' && <TicketPicker label={t('relation.ticket')} of={ticket} chosen={into} onChoose={setInto} />}
      {choice}
    </ActDialog>
  )
}
