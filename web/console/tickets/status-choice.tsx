import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketStatus } from '../../../server/tickets/contract.ts'
import { ChoiceMenu } from '../../ui/choice-menu.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { useCommands } from '../commands.ts'
import type { Ticket } from './data.ts'
import { type Patch, useTicketEdit } from './editing.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { type Move, needsNothing, useMoves, useNeeds } from './moves.ts'
import { useStatusName } from './names.ts'
import { toldOf } from './solved-notice.ts'

/** S3–S7: exactly the moves the server allows; the others stand there with the reason. What a move needs is asked for in place. */
export function StatusChoice({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const statusName = useStatusName()
  const moves = useMoves(ticket, statusName)
  const needsOf = useNeeds(ticket)
  const edit = useTicketEdit(ticket.id)
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState<Move>()

  const said = async (to: TicketStatus, name: string) => {
    const address = to === 'completed' && ticket.status !== 'completed' ? await toldOf(ticket.id) : null
    return address ? t('undo.movedAndTold', { status: name, address }) : t('undo.moved', { status: name })
  }
  const move = ({ status, statusId, name }: Move, facts: Patch = {}) =>
    edit.mutate({
      patch: { status, statusId, ...facts },
      expect: { status, statusId },
      said: said(status, name),
    })
  const choose = (value: string) => {
    const chosen = moves.find((one) => String(one.statusId) === value)
    if (!chosen) return
    if (needsNothing(needsOf(chosen.status))) move(chosen)
    else setAsking(chosen)
  }
  const possible = moves.filter((one) => !one.refused && one.statusId !== ticket.statusId)
  useCommands([
    {
      id: 'status',
      section: 'ticket',
      label: t('ticket.changeStatus'),
      keys: 's',
      run: () => setOpen(true),
      refused: possible.length ? undefined : moves.find((one) => one.refused)?.refused,
    },
    ...possible.map((one) => ({
      id: `move-${one.statusId}`,
      section: 'ticket' as const,
      label: t('move.to', { status: one.name }),
      ...(one.status === 'completed' && { keys: 'e' }),
      run: () => choose(String(one.statusId)),
    })),
  ])
  return (
    <>
      <ChoiceMenu
        label={t('field.status')}
        opened={open}
        onOpenChange={setOpen}
        shown={<StatusBadge status={ticket.status} label={statusName(ticket)} />}
        choices={moves.map((one) => ({
          value: String(one.statusId),
          label: one.name,
          picture: <StatusBadge status={one.status} />,
          chosen: one.statusId === ticket.statusId,
          refused: one.refused,
        }))}
        onChoose={choose}
      />
      {asking && (
        <MoveDialog
          ticket={ticket}
          move={asking}
          needs={needsOf(asking.status)}
          onCancel={() => setAsking(undefined)}
          onMove={(facts) => {
            move(asking, facts)
            setAsking(undefined)
          }}
        />
      )}
    </>
  )
}
