import { Button, Group } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../formats.ts'
import { fromLocalField } from '../../moments.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Keys } from '../../ui/keys.tsx'
import { usePhone } from '../../ui/phone.ts'
import { submits } from '../../ui/submits.ts'
import type { Ticket } from './data.ts'
import type { Patch } from './editing.tsx'
import { MoveFields } from './move-fields.tsx'
import { factsOf, isTold, type Move, type Needs, noFacts } from './moves.ts'
import { useMailedTo } from './solved-notice.ts'

type Props = {
  ticket: Ticket
  move: Move
  needs: Needs
  onCancel: () => void
  onMove: (facts: Patch) => void
}

/** A move that needs something said first. */
export function MoveDialog({ ticket, move, needs, onCancel, onMove }: Props) {
  const { t } = useTranslation()
  const { zone } = useFormats()
  const [before] = useState({ solution: needs.before?.solution ?? '', verification: ticket.verification ?? '' })
  const [facts, setFacts] = useState({ ...noFacts, ...before })
  const mailedTo = useMailedTo(ticket.id, move.status === 'completed' && needs.solution)
  const [tried, setTried] = useState(false)
  const phone = usePhone()
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (!isTold(needs, facts)) return
    const verification = facts.verification.trim()
    onMove({
      ...(needs.completes && verification !== before.verification && { verification }),
      ...factsOf(needs, facts, (field) => fromLocalField(field, zone)!.toISOString()),
    })
  }
  return (
    <Dialog
      onClose={onCancel}
      // «Pasar a Acción de terceros» and «Cancelar» side by side.
      size={480}
      title={t('move.title', { status: move.name })}
    >
      <form onSubmit={onSubmit} onKeyDown={submits} noValidate>
        <MoveFields
          needs={needs}
          facts={facts}
          tried={tried}
          onChange={setFacts}
          offersVerification
          mailedTo={mailedTo}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onCancel}>
            {t('do.cancel')}
          </Button>
          <Button type="submit" rightSection={!phone && <Keys keys="mod+enter" />}>
            {t('move.do', { status: move.name })}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
