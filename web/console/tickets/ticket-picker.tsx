import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listTickets } from '../../../server/tickets/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
import type { Ticket } from './data.ts'
import type { Card } from './list-data.ts'
import { useCompletedOf, useOpenOf } from './open-of.ts'

const SHORTEST = 2
type Chosen = { id: number; number: string }
export type Picked = Chosen & Pick<Card, 'customer'>
type Props = {
  label: string
  /** The one that is open: it is not offered itself; what its customer has open is, before anything is typed. */
  of: Ticket
  chosen: Chosen | undefined
  onChoose: (ticket: Picked | undefined) => void
}

/** Another ticket, by its number or its words. */
export function TicketPicker({ label, of, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(chosen ? `#${chosen.number}` : '')
  const words = typed.trim()
  const [asked] = useDebouncedValue(words, 150)
  const combobox = useCombobox()
  const { data, isPlaceholderData, error } = useQuery({
    queryKey: [...keys.tickets, 'pick', asked],
    queryFn: () => call(listTickets, { query: { q: asked, limit: 8 } }),
    enabled: asked.length >= SHORTEST,
    placeholderData: keepPreviousData,
  })
  const theirs = [...useOpenOf(of.customer.id), ...useCompletedOf(of.customer.id)]
  const offered = asked.length >= SHORTEST ? (data?.items ?? []) : typed ? [] : theirs
  const found = offered.filter((card) => card.id !== of.id)
  // What is offered may still be what was found for the words before.
  const answered = words.length >= SHORTEST && asked === words && data !== undefined && !isPlaceholderData
  const none = answered && !chosen && found.length === 0
  const [entered, setEntered] = useState(false)
  const choose = (card: Card) => {
    onChoose({ id: card.id, number: card.number, customer: card.customer })
    setTyped(`#${card.number} ${card.subject}`)
    combobox.closeDropdown()
  }
  const submit = (value: string) => {
    const card = found.find((one) => String(one.id) === value)
    if (card) choose(card)
  }
  // The first that is found is meant by Enter, also by one that came before it.
  useEffect(() => {
    if (!answered) return combobox.resetSelectedOption()
    if (chosen) return
    if (entered && found[0]) choose(found[0])
    else combobox.selectFirstOption()
    setEntered(false)
  }, [answered, data])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || chosen || answered || words.length < SHORTEST) return
    event.preventDefault()
    setEntered(combobox.getSelectedOptionIndex() < 0)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={submit} shadow="md">
      <Combobox.Target>
        <TextInput
          label={label}
          placeholder={t('act.pickHint')}
          required
          data-autofocus
          autoComplete="off"
          value={typed}
          error={none ? t('act.noneSuch', { words }) : error?.message}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setEntered(false)
            if (chosen) onChoose(undefined)
            combobox.openDropdown()
          }}
          onKeyDown={onKeyDown}
          onFocus={() => !chosen && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0}>
        <Combobox.Options aria-label={label}>
          {found.map((card) => (
            <Combobox.Option key={card.id} value={String(card.id)}>
              #{card.number} {card.subject}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
