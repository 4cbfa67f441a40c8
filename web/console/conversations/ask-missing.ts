import { queryOptions, useMutation } from '@tanstack/react-query'
import { createContext, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { completeness } from '../../../server/mail/outgoing/contract.ts'
import { call } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { sayDone, sayProblem, sayRefusal } from '../notices.tsx'
import { categoriesQuery } from '../settings.ts'
import { chooseCategoryFirst } from '../tickets/category-requests.ts'
import type { Ticket } from '../tickets/data.ts'
import { whyNot } from '../tickets/refusals.ts'
import { bringQuestion } from './compose-requests.ts'

export const ASK_MISSING = { id: 'ask-missing', name: 'mail.question', keys: 'q' } as const
export const NOTE_ANSWERS = { id: 'note-answers', name: 'questions.note', keys: 'shift+q' } as const

export const completenessQuery = (id: number) =>
  queryOptions({
    queryKey: keys.ticketPart(id, 'completeness'),
    queryFn: () => call(completeness, { params: { id } }),
  })

export type Asking = {
  /** `anyway`: also where the customer spoke since we asked. */
  ask: (anyway?: boolean) => void
  pending: boolean
  noteAnswers: () => void
  /** The answers are to be written; until the form that takes them has heard it. */
  noting: boolean
  heard: () => void
}
const nothing = () => undefined
const idle: Asking = { ask: nothing, pending: false, noteAnswers: nothing, noting: false, heard: nothing }
export const AskingContext = createContext(idle)

/**
 * E2: one question for what the category still wants to know, put into the composer. Where there is no category it is chosen first.
 * Where the customer spoke since we asked, it is the questions that open, for their answers to be noted before anybody asks again.
 */
export function useAsking(ticket: Ticket, section: string, open: (section: string) => void): Asking {
  const { t } = useTranslation()
  const [noting, setNoting] = useState(false)
  const question = useRef<string>(undefined)
  const bring = () => {
    if (question.current !== undefined) bringQuestion({ ticketId: ticket.id, html: question.current })
    question.current = undefined
  }
  // The feed, and in it the composer, is there by now.
  useEffect(() => {
    if (section === 'conversation') bring()
  }, [section])
  const openAnswers = () => {
    setNoting(true)
    open('summary')
  }
  const find = useMutation({
    mutationFn: (_anyway: boolean) => queries.fetchQuery({ ...completenessQuery(ticket.id), staleTime: 0 }),
    onSuccess: ({ message, answered, heardAt }, anyway) => {
      if (!message) return answered ? sayDone(t('mail.complete')) : sayRefusal(t('questions.none'))
      // On Resumen the questions stand before one's eyes.
      if (heardAt && !anyway && section !== 'summary') return openAnswers()
      question.current = message.html
      if (section === 'conversation') bring()
      else open('conversation')
    },
    onError: sayProblem,
  })
  const chooseFirst = async (then: (categoryId: number) => void) => {
    const categories = await queries.ensureQueryData(categoriesQuery)
    if (categories.some(({ active }) => active)) chooseCategoryFirst({ ticketId: ticket.id, then })
    else sayRefusal(t('questions.noCategories'))
  }
  const withCategory = (then: (categoryId: number) => void) => {
    const refused = whyNot(ticket.can.edit)
    if (ticket.category) then(ticket.category.id)
    else if (refused) sayRefusal(refused)
    else chooseFirst(then).catch(sayProblem)
  }
  const openIfAny = async (categoryId: number) => {
    const categories = await queries.ensureQueryData(categoriesQuery)
    if (categories.find(({ id }) => id === categoryId)?.questions.length) openAnswers()
    else sayRefusal(t('questions.none'))
  }
  return {
    ask: (anyway = false) => withCategory(() => !find.isPending && find.mutate(anyway)),
    pending: find.isPending,
    noteAnswers: () => withCategory((categoryId) => openIfAny(categoryId).catch(sayProblem)),
    noting,
    heard: () => setNoting(false),
  }
}
