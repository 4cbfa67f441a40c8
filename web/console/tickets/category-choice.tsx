import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoiceMenu } from '../../ui/choice-menu.tsx'
import { inUse, useCategoryChoices } from '../category-choices.ts'
import { useCommands } from '../commands.ts'
import { categoriesQuery, useCategories } from '../settings.ts'
import { useCategoryRequests } from './category-requests.ts'
import type { Ticket } from './data.ts'
import { useTicketEdit } from './editing.tsx'
import { whyNot } from './refusals.ts'
import classes from './ticket-choices.module.css'

const NONE = 'none'

/** E2: what the ticket is about, where it is seen; whoever wants to ask what its category asks is brought here first. */
export function CategoryChoice({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [then, setThen] = useState<(categoryId: number) => void>()
  const change = useCategoryChange(ticket.id)
  const chosen = ticket.category?.id
  const choices = useCategoryChoices(inUse(chosen))
  const refused = whyNot(ticket.can.edit)
  useCategoryRequests(ticket.id, (request) => {
    setThen(() => request.then)
    setOpen(true)
  })
  const command = { id: 'category', section: 'ticket' as const, label: t('ticket.changeCategory'), keys: 'shift+c' }
  const known = useQuery(categoriesQuery).data !== undefined
  useCommands(choices.length || !known ? [{ ...command, run: () => setOpen(true), refused }] : [])
  const onOpenChange = (opened: boolean) => {
    setOpen(opened)
    if (!opened) setThen(undefined)
  }
  if (choices.length === 0) return null
  return (
    <ChoiceMenu
      seldom
      label={t('field.category')}
      search={t('ticket.searchCategory')}
      hint={then && t('ticket.categoryFirst')}
      refused={refused}
      opened={open}
      onOpenChange={onOpenChange}
      shown={
        ticket.category ? (
          <span className={classes.text} title={ticket.category.name}>
            {ticket.category.name}
          </span>
        ) : (
          <span className={classes.nobody}>{t('ticket.noCategory')}</span>
        )
      }
      choices={[
        ...choices.map((choice) => ({ ...choice, chosen: choice.value === String(chosen) })),
        { value: NONE, label: t('ticket.noCategory'), chosen: !chosen },
      ]}
      onChoose={(value) => {
        const id = value === NONE ? null : Number(value)
        change(id, id !== null && then ? () => then(id) : undefined)
      }}
    />
  )
}

/** `after`: once it is saved. */
export function useCategoryChange(ticketId: number) {
  const { t } = useTranslation()
  const edit = useTicketEdit(ticketId)
  const categories = useCategories()
  return (categoryId: number | null, after?: () => void) => {
    const category = categories.find(({ id }) => id === categoryId)
    edit.mutate({
      patch: { categoryId },
      expect: { category: category ? { id: category.id, name: category.name } : null },
      said: t('undo.category'),
      ...(after && { after }),
    })
  }
}
