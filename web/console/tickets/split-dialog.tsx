import { Checkbox, Radio, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { splitTicket } from '../../../server/conversations/contract.ts'
import { send } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { type Interaction, interactionsQuery } from '../conversations/data.ts'
import { ActDialog, useAct } from './act-dialog.tsx'
import type { Ticket } from './data.ts'
import { useEmptied } from './emptied.tsx'
import { TicketPicker } from './ticket-picker.tsx'

/** S13: words about another matter go to another ticket, or to one of their own; both keep the record. */
export function SplitDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useTranslation()
  const { short } = useFormats()
  const navigate = useNavigate()
  const { data = [] } = useQuery(interactionsQuery(ticket.id))
  const [chosen, setChosen] = useState<number[]>([])
  const [where, setWhere] = useState('new')
  const [subject, setSubject] = useState('')
  const [into, setInto] = useState<{ id: number; number: string }>()
  const { merges, choice } = useEmptied(ticket, chosen)
  const act = useAct(t('undo.split'), onClose)
  const split = async () => {
    const target = where === 'new' ? (subject.trim() ? { subject: subject.trim() } : {}) : { intoId: into!.id }
    const body = { interactionIds: chosen, ...target, ...(merges && { mergeEmptied: true }) }
    const answer = await send(splitTicket, { params: { id: ticket.id }, body })
    void navigate({ to: paths.ticket, params: { ticketId: answer.reply.id }, search: true })
    return answer
  }
  return (
    <ActDialog
      title={t('act.split')}
      submit={t('act.do.split')}
      error={act.error}
      ready={chosen.length > 0 && (where === 'new' || !!into)}
      loading={act.isPending}
      onClose={onClose}
      onDo={() => act.mutate(split)}
    >
      <Checkbox.Group
        label={t('act.splitWhat')}
        value={chosen.map(String)}
        onChange={(values) => setChosen(values.map(Number))}
      >
        <Stack gap={6} mt={6} mah="35vh" style={{ overflowY: 'auto' }}>
          {data.map((one, place) => (
            <Checkbox
              key={one.id}
              data-autofocus={place === 0 || undefined}
              value={String(one.id)}
              label={`${short(one.at)} · ${firstWords(one)}`}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <Radio.Group label={t('act.splitWhere')} value={where} onChange={setWhere}>
        <Stack gap={6} mt={6}>
          <Radio value="new" label={t('act.splitNew')} />
          <Radio value="into" label={t('act.splitInto')} />
        </Stack>
      </Radio.Group>
      {where === 'new' ? (
        <TextInput
          label={t('field.subject')}
          maxLength={200}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
      ) : (
        <TicketPicker label={t('relation.ticket')} of={ticket} chosen={into} onChoose={setInto} />
      )}
      {choice}
    </ActDialog>
  )
}

const firstWords = ({ visibleText, text }: Interaction) => (visibleText || text).slice(0, 90)
