import { useMutation } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endCall, keepCall } from '../../../server/conversations/calls.contract.ts'
import { addInteraction } from '../../../server/conversations/contract.ts'
import { createCustomer } from '../../../server/customers/contract.ts'
import { openTicket } from '../../../server/tickets/contract.ts'
import { call as ask, Problem } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { useMe } from '../auth/me.ts'
import { useDraftKeeper } from '../conversations/use-draft.ts'
import { useGroups } from '../settings.ts'
import { useAnswerText } from '../tickets/questions.tsx'
import { useUsualGroup } from '../tickets/use-my-groups.ts'
import { useQuestions } from './checklist.tsx'
import { type CallForm, formFrom, missing, ticketOf, wordsWithAnswers } from './cockpit.form.ts'
import { type Call, callQuery, callStore, draftOf, placeOf, showCall } from './data.ts'

/** What is being told on a call, kept as it is written, and what it becomes. */
export function useTalking(call: Call, onBound: () => void) {
  const { t } = useTranslation()
  const me = useMe()
  const technical = me.role !== 'operator'
  const [form, setForm] = useState(() => formFrom(draftOf(call).form))
  const [notes, setNotes] = useState(() => draftOf(call).notes)
  const [tried, setTried] = useState(false)
  const draft = useDraftKeeper(
    placeOf(call),
    useMemo(() => callStore(call.id, setNotes), [call.id]),
  )
  useKept(draft.keep, notes, form)
  const groupId = useGroupOf(form)
  const questions = useQuestions(form.categoryId, technical)
  const said = useAnswerText()
  const told = { form, notes, customerId: call.customer?.id ?? null, groupId }
  const lacks = missing(told)
  const change = (fields: Partial<CallForm>) => setForm((before) => ({ ...before, ...fields }))

  const bound = async () => {
    await queries.fetchQuery({ ...callQuery(call.id), staleTime: 0 })
    void queries.invalidateQueries({ queryKey: keys.calls })
    onBound()
  }
  const know = useMutation({
    mutationFn: (fields: { customerId?: number | null; groupId?: number }) =>
      ask(keepCall, { params: { id: call.id }, body: fields }),
    onSuccess: showCall,
  })
  const create = useMutation({
    mutationFn: async () => {
      const { name, phone, email } = form.caller!
      const body = { name: name.trim(), phones: listed(phone), emails: listed(email) }
      const made = await ask(createCustomer, { body })
      change({ caller: null })
      await know.mutateAsync({ customerId: made.id })
    },
  })
  const recordOnly = useGroups().find(({ id }) => id === groupId)?.callRecordOnly ?? false
  const solvesHere = form.solving && recordOnly
  const open = useMutation({
    mutationFn: async () => {
      await draft.finish()
      if (solvesHere) return endSolved()
      const ticket = await ask(openTicket, { body: ticketOf(told, call.id, me.id) })
      queries.setQueryData(keys.ticket(ticket.id), ticket)
      await bound()
    },
  })
  /** The group keeps such calls as calls alone: what solved it stays with the notes. */
  const endSolved = async () => {
    const version = queries.getQueryData(callQuery(call.id).queryKey)?.draft.version ?? 0
    const whole = {
      notes: [notes.trim(), `${t('field.solution')}: ${form.solution.trim()}`].join('\n'),
      form: {},
      version,
    }
    await ask(keepCall, { params: { id: call.id }, body: { groupId: groupId!, draft: whole } })
    showCall(await ask(endCall, { params: { id: call.id }, body: { outcome: 'solved' } }))
  }
  const add = useMutation({
    mutationFn: async (ticketId: number) => {
      await draft.finish()
      const text = wordsWithAnswers(notes, questions, form.answers, said)
      const how = { id: call.id, result: 'answered', outcome: 'added' } as const
      await ask(addInteraction, { params: { id: ticketId }, body: { kind: 'call', direction: 'in', text, call: how } })
      void queries.invalidateQueries({ queryKey: keys.ticket(ticketId) })
      await bound()
    },
  })
  const error = open.error ?? add.error ?? create.error ?? know.error
  const fields = error instanceof Problem ? error.fields : {}
  const lack = (name: keyof typeof lacks) => (tried && lacks[name] ? t(`cockpit.lacks.${name}`) : fields[FIELD[name]])
  return {
    ...{ form, notes, change, lack, technical, groupId, error, kept: draft.state, finish: draft.finish },
    write: setNotes,
    /** What is asked anew is not at fault before anybody could answer. */
    setSolving: (solving: boolean) => {
      setTried(false)
      change({ solving })
    },
    /** What is saved becomes a ticket. */
    opens: !solvesHere,
    saving: open.isPending,
    creating: create.isPending,
    adding: add.isPending ? add.variables : undefined,
    submitLabel: !form.solving ? 'cockpit.create' : solvesHere ? 'cockpit.endSolved' : 'cockpit.createSolved',
    chooseCustomer: (customerId: number | null) => {
      if (customerId) change({ caller: null })
      know.mutate({ customerId })
    },
    createCustomer: () => create.mutate(),
    addTo: (ticketId: number) => add.mutate(ticketId),
    /** Adds it to what stands there: nothing already written is replaced. */
    useSolution: (solution: string) => {
      change({
        solving: true,
        solution: form.solution.includes(solution) ? form.solution : join(form.solution, solution),
      })
      requestAnimationFrame(() => document.getElementById('call-solution')?.focus())
    },
    /** False when something is missing, which is then said where it is missing. */
    submit: () => {
      setTried(true)
      if (Object.values(lacks).some(Boolean)) return false
      if (!open.isPending) open.mutate()
      return true
    },
  } as const
}

const FIELD = { customer: 'customer', notes: 'description', solution: 'resolved.solution', group: 'groupId' } as const

const listed = (typed: string) => (typed.trim() ? [typed.trim()] : [])
const join = (before: string, more: string) => [before.trim(), more].filter(Boolean).join('\n')

/** Kept whenever it changes; not when it has only been read. */
function useKept(keep: (draft: Record<string, unknown>) => void, notes: string, form: CallForm) {
  const first = useRef({ notes, form })
  useLayoutEffect(() => {
    if (first.current.notes === notes && first.current.form === form) return
    keep({ notes, form })
  }, [keep, notes, form])
}

function useGroupOf({ groupId }: CallForm): number | null {
  const usual = useUsualGroup()
  return groupId ?? usual?.id ?? null
}
