import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { interactionsQuery } from '../conversations/data.ts'
import { saidByPerson } from '../conversations/kinds.ts'
import type { Ticket } from './data.ts'
import { whyNot } from './refusals.ts'

/** E1: where all that anybody said moves away, whether the ticket ends as well, merged into where it went: so it is proposed, by who may. */
export function useEmptied(ticket: Ticket, moving: number[]) {
  const { t } = useTranslation()
  const { data: said = [] } = useQuery(interactionsQuery(ticket.id))
  const [stays, setStays] = useState(false)
  const refused = whyNot(ticket.can.merge)
  const isMoving = (id: number) => moving.includes(id)
  const own = said.some(({ id, ticketId }) => isMoving(id) && ticketId === ticket.id)
  const emptied = own && !said.some((one) => saidByPerson(one) && !isMoving(one.id))
  const merges = emptied && !refused && !stays
  const choice = emptied && (
    <Checkbox
      label={t('act.mergeEmptied', { number: ticket.number })}
      description={refused ?? t('act.mergeEmptiedHint')}
      disabled={!!refused}
      checked={merges}
      onChange={(event) => setStays(!event.currentTarget.checked)}
    />
  )
  return { merges, choice }
}
