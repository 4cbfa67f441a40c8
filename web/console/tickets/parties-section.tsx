import { ActionIcon, Button, NativeSelect, Stack, TextInput } from '@mantine/core'
import { IconUserPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addParty, removeParty } from '../../../server/tickets/related.contract.ts'
import { call, send } from '../../api.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { sayProblem } from '../notices.tsx'
import { refreshParts, type Ticket } from './data.ts'
import classes from './part-rows.module.css'
import { whyNot } from './refusals.ts'
import { type Party, partiesQuery } from './related-data.ts'
import { offerUndo } from './undo.tsx'

/** S12: everybody involved, with their role and since when. */
export function PartiesSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { data: parties = [] } = useQuery(partiesQuery(ticket.id))
  const [adding, setAdding] = useState(false)
  const [joined, setJoined] = useState<number>()
  const refused = whyNot(ticket.can.relate)
  return (
    <>
      <ul className={classes.list} aria-label={t('section.parties')}>
        {parties.map((party) => (
          <PartyRow
            key={`${party.role} ${party.id ?? party.email ?? party.name}`}
            party={party}
            ticket={ticket}
            refused={refused}
            joined={party.id !== null && party.id === joined}
            onJoined={setJoined}
          />
        ))}
      </ul>
      <Button
        mt="sm"
        variant="default"
        leftSection={<IconUserPlus size={16} />}
        disabled={!!refused}
        title={refused}
        onClick={() => setAdding(true)}
      >
        {t('party.add')}
      </Button>
      {adding && <AddParty ticketId={ticket.id} onClose={() => setAdding(false)} />}
    </>
  )
}

type RowProps = {
  party: Party
  ticket: Ticket
  refused: string | undefined
  /** Made a party just now, by the button that went with the row it stood in. */
  joined: boolean
  onJoined: (partyId: number) => void
}

function PartyRow({ party, ticket, refused, joined, onJoined }: RowProps) {
  const { t } = useTranslation()
  const remove = useMutation({
    mutationFn: (partyId: number) => call(removeParty, { params: { id: ticket.id, partyId } }),
    onSuccess: () => refreshParts(ticket.id),
    onError: sayProblem,
  })
  // Whoever gave no name is called by their address.
  const reach = [party.phone, party.email !== party.name && party.email].filter(Boolean).join(' · ')
  return (
    <li className={classes.row} tabIndex={joined ? -1 : undefined} ref={joined ? takeLostFocus : undefined}>
      <div className={classes.main}>
        <p className={classes.who}>
          <strong>{party.name}</strong>
          <span className={classes.soft}>
            {[t(`party.is.${party.role}`), party.function].filter(Boolean).join(' · ')}
          </span>
        </p>
        {reach && <p className={classes.words}>{reach}</p>}
        {party.awaited && party.chaseAt && (
          <p className={classes.soft}>
            {t('party.awaited')} <When at={party.chaseAt} as="near" />
          </p>
        )}
        {party.since && (
          <p className={classes.soft}>
            {t('party.since')} <When at={party.since} as="short" />
          </p>
        )}
      </div>
      {party.joinsAs && <Join party={party} as={party.joinsAs} {...{ ticket, refused, onJoined }} />}
      {party.id !== null && !refused && (
        <ActionIcon
          aria-label={t('party.remove', { name: party.name })}
          loading={remove.isPending}
          onClick={() => remove.mutate(party.id!)}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </li>
  )
}

type JoinProps = Omit<RowProps, 'joined'> & { as: NonNullable<Party['joinsAs']> }

/** S12: who wrote is made a party by one press, and may be taken back as any change. */
function Join({ party: { name, email }, as, ticket, refused, onJoined }: JoinProps) {
  const { t } = useTranslation()
  const join = useMutation({
    mutationFn: () => send(addParty, { params: { id: ticket.id }, body: { role: as, name, email: email! } }),
    onSuccess: ({ reply, requestId }) => {
      onJoined(reply.id!)
      refreshParts(ticket.id)
      offerUndo({ requestId, said: t('undo.party', { name }), undone: t('undo.done') })
    },
    onError: sayProblem,
  })
  const label = t(`party.join.${as}`)
  return (
    <Button
      className={classes.join}
      size="compact-sm"
      variant="default"
      leftSection={<IconUserPlus size={15} />}
      aria-label={`${label}: ${name}`}
      disabled={!!refused}
      title={refused}
      loading={join.isPending}
      onClick={() => join.mutate()}
    >
      {label}
    </Button>
  )
}

/** Whoever works by keyboard goes on from there. */
function takeLostFocus(row: HTMLLIElement | null) {
  if (document.activeElement === document.body) row?.focus()
}

function AddParty({ ticketId, onClose }: { ticketId: number; onClose: () => void }) {
  const { t } = useTranslation()
  const add = useMutation({
    mutationFn: (fields: FormData) => {
      const said = (name: string) => String(fields.get(name) ?? '').trim()
      const role = said('role') as 'third_party' | 'watcher'
      return call(addParty, {
        params: { id: ticketId },
        body: {
          role,
          name: said('name'),
          function: said('function'),
          email: said('email') || undefined,
          phone: said('phone') || undefined,
        },
      })
    },
    onSuccess: () => {
      refreshParts(ticketId)
      onClose()
    },
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    add.mutate(new FormData(event.currentTarget))
  }
  return (
    <Dialog onClose={onClose} title={t('party.add')}>
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          {add.error && <ProblemNote>{add.error.message}</ProblemNote>}
          <NativeSelect
            name="role"
            label={t('party.role')}
            data={[
              { value: 'third_party', label: t('party.is.third_party') },
              { value: 'watcher', label: t('party.is.watcher') },
            ]}
          />
          <TextInput name="name" label={t('field.name')} required data-autofocus />
          <TextInput name="function" label={t('party.function')} />
          <TextInput name="phone" type="tel" label={t('field.phone')} />
          <TextInput name="email" type="email" label={t('field.email')} />
          <Button type="submit" loading={add.isPending}>
            {t('do.add')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}
