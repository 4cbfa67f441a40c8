import { Button, Group, Modal } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../formats.ts'
import { fromLocalField } from '../../moments.ts'
import { Keys } from '../../ui/keys.tsx'
import { submits } from '../../ui/submits.ts'
import { MoveFields } from './move-fields.tsx'
import { factsOf, isTold, type Move, type Needs, noFacts } from './moves.ts'

type Props = {
  move: Move
  needs: Needs
  onCancel: () => void
  onMove: (facts: ReturnType<typeof factsOf>) => void
}

/** A move that needs something said first. */
export function MoveDialog({ move, needs, onCancel, onMove }: Props) {
  const { t } = useTranslation()
  const { zone } = useFormats()
  const [facts, setFacts] = useState({ ...noFacts, solution: needs.before?.solution ?? '' })
  const [tried, setTried] = useState(false)
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (isTold(needs, facts)) onMove(factsOf(needs, facts, (field) => fromLocalField(field, zone)!.toISOString()))
  }
  return (
    <Modal
      opened
      onClose={onCancel}
      title={t('move.title', { status: move.name })}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <form onSubmit={onSubmit} onKeyDown={submits} noValidate>
        <MoveFields needs={needs} facts={facts} tried={tried} onChange={setFacts} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onCancel}>
            {t('do.cancel')}
          </Button>
          <Button type="submit" rightSection={<Keys keys="mod+enter" />}>
            {t('move.do', { status: move.name })}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
