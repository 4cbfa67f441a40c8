import { useMutation } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { editTicket, type TicketPatch } from '../../../server/tickets/contract.ts'
import { Problem, send } from '../../api.ts'
import { queries } from '../../queries.ts'
import { sayProblem } from '../notices.tsx'
import { refreshParts, show, type Ticket, ticketNow } from './data.ts'
import { offerUndo } from './undo.tsx'

export type Patch = Omit<TicketPatch, 'version'>
export type Edit = {
  patch: Patch
  /** How the ticket will look, so that it looks so at once. */
  expect?: Partial<Ticket>
  /** What was done, as the undo says it; what must be asked for is asked while it is saved. */
  said?: string | Promise<string>
  /** What stood there when one began to write: if that has changed since, both are shown before anything is overwritten. */
  begun?: Partial<Ticket>
  /** Once it is saved, at the first try or after a conflict was decided. */
  after?: () => void
}
export type Conflict = { edit: Edit; before: Ticket; now: Ticket }

/** Somebody changed the same while one was writing: what is on the screen is newer than what one began from. */
class Overtaken extends Error {
  readonly now: Ticket
  constructor(now: Ticket) {
    super('overtaken')
    this.now = now
  }
}

/** What is put before the agent, and not only told. */
export const isConflict = (error: Error) =>
  error instanceof Overtaken || (error instanceof Problem && error.code === 'stale')

export const overtakes = (now: Partial<Ticket>, begun: Partial<Ticket>) =>
  Object.entries(begun).some(([field, value]) => asText(now[field as keyof Ticket]) !== asText(value))

const asText = (value: unknown) => JSON.stringify(value ?? '')

/** Where a change that met another's is put before the agent. */
export const ConflictContext = createContext<(conflict: Conflict) => void>(() => undefined)

/**
 * Changes a ticket: shown at once, saved one after the other, undone where the server refuses. Whoever was faster wins nothing:
 * a stale version shows both and the agent decides.
 */
export function useTicketEdit(id: number) {
  const { t } = useTranslation()
  const onConflict = useContext(ConflictContext)
  const key = ['edit-ticket', id]
  return useMutation({
    mutationKey: key,
    scope: { id: `ticket-${id}` },
    mutationFn: ({ patch }: Edit) =>
      send(editTicket, { params: { id }, body: { version: ticketNow(id)?.version ?? 0, ...patch } }),
    onMutate: ({ expect, begun }) => {
      const before = ticketNow(id)
      if (before && begun && overtakes(before, begun)) throw new Overtaken(before)
      if (before && expect) show({ ...before, ...expect })
      return { before }
    },
    onSuccess: async ({ reply, requestId }, { said, after }) => {
      after?.()
      // While more of one's own changes wait, only the version is taken: what is already shown stays shown.
      const waiting = queries.isMutating({ mutationKey: key }) > 1
      const shown = ticketNow(id)
      show(waiting && shown ? { ...shown, version: reply.version } : reply)
      if (said) offerUndo({ requestId, said: await said, undone: t('undo.done') })
    },
    onError: (error, { begun, ...edit }, context) => {
      if (error instanceof Overtaken)
        return onConflict({ edit, before: { ...error.now, ...begun } as Ticket, now: error.now })
      const now = error instanceof Problem && error.code === 'stale' ? (error.told.ticket as Ticket) : undefined
      if (now) show(now)
      else if (context?.before) show(context.before)
      if (now && context?.before) onConflict({ edit, before: context.before, now })
      else sayProblem(error)
    },
    onSettled: () => refreshParts(id),
  })
}
