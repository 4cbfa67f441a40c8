import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { IconLink, IconX } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addRelation, removeRelation } from '../../../server/tickets/related.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TextLink } from '../links.tsx'
import { sayProblem } from '../notices.tsx'
import { refreshParts, type Ticket } from './data.ts'
import { useStatusName } from './names.ts'
import { whyNot } from './refusals.ts'
import { type Relation, relationsQuery } from './related-data.ts'
import classes from './relations-section.module.css'
import { TicketPicker } from './ticket-picker.tsx'

const KINDS = ['duplicate', 'preceding', 'following', 'parent', 'child'] as const

/** S13: what came before, what follows, and what belongs together. */
export function RelationsSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { data: relations = [] } = useQuery(relationsQuery(ticket.id))
  return (
    <>
      {relations.length === 0 && (
        <Empty icon={<IconLink size={22} />} title={t('relation.none')}>
          {t('relation.teach')}
        </Empty>
      )}
      <ul className={classes.list}>
        {relations.map((relation) => (
          <RelationRow key={relation.id} relation={relation} ticket={ticket} />
        ))}
      </ul>
      {ticket.can.relate === true ? <AddRelation ticket={ticket} /> : <p>{whyNot(ticket.can.relate)}</p>}
    </>
  )
}

function RelationRow({ relation, ticket }: { relation: Relation; ticket: Ticket }) {
  const { t } = useTranslation()
  const statusName = useStatusName()
  const remove = useMutation({
    mutationFn: () => call(removeRelation, { params: { id: ticket.id, relationId: relation.id } }),
    onSuccess: () => refreshParts(ticket.id),
    onError: sayProblem,
  })
  return (
    <li className={classes.row}>
      <span className={classes.kind}>{t(`relation.is.${relation.kind}`)}</span>
      <TextLink className={classes.subject} to={paths.ticket} params={{ ticketId: relation.ticket.id }} search={true}>
        #{relation.ticket.number} {relation.ticket.subject}
      </TextLink>
      <StatusBadge status={relation.ticket.status} label={statusName(relation.ticket)} />
      {ticket.can.relate === true && (
        <ActionIcon
          aria-label={t('relation.remove', { number: relation.ticket.number })}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </li>
  )
}

function AddRelation({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('duplicate')
  const [other, setOther] = useState<{ id: number; number: string }>()
  const [round, setRound] = useState(0)
  const add = useMutation({
    mutationFn: () => call(addRelation, { params: { id: ticket.id }, body: { kind, ticketId: other!.id } }),
    onSuccess: () => {
      refreshParts(ticket.id)
      setOther(undefined)
      setRound(round + 1)
    },
    onError: sayProblem,
  })
  return (
    <div className={classes.add}>
      <NativeSelect
        label={t('relation.kind')}
        value={kind}
        data={KINDS.map((one) => ({ value: one, label: t(`relation.is.${one}`) }))}
        onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
      />
      <div className={classes.pick}>
        <TicketPicker key={round} label={t('relation.ticket')} of={ticket} chosen={other} onChoose={setOther} />
      </div>
      <Button disabled={!other} loading={add.isPending} onClick={() => add.mutate()}>
        {t('do.add')}
      </Button>
    </div>
  )
}
