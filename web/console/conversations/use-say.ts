import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addInteraction } from '../../../server/conversations/contract.ts'
import { Problem, send } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { fromLocalField } from '../../moments.ts'
import { paths } from '../../paths.ts'
import { queries } from '../../queries.ts'
import { sayDone } from '../notices.tsx'
import { refreshParts, show, type Ticket, ticketNow } from '../tickets/data.ts'
import { factsOf, isTold, type Move, type Needs } from '../tickets/moves.ts'
import { offerUndo } from '../tickets/undo.tsx'
import type { Uploads } from './attach.tsx'
import { type Body, type ComposerDraft, enclosed } from './composer-draft.ts'
import { type Interaction, interactionsQuery, showInteraction } from './data.ts'
import { knownDraft } from './draft-windows.ts'
import { giveBack } from './giving-back.ts'
import { isMissing, type Mode } from './modes.ts'
import { leftBeside, ownOf } from './own-words.ts'
import { isBlank, trimmed } from './rich-text.ts'
import { useSayingAgain } from './use-saying-again.ts'

type Saying = { draft: ComposerDraft; mode: Mode; move: Move | undefined; needs: Needs }
export type Say = ReturnType<typeof useSay>

type Form = { ticket: Ticket; draft: ComposerDraft; uploads: Uploads; onSaid: (said: ComposerDraft) => Promise<void> }

/** Saves what is said with the move it brings. What stands in the way is kept beside what was typed, until the agent decides. */
export function useSay({ ticket, draft, uploads, onSaid }: Form) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { zone } = useFormats()
  const [stale, setStale] = useState<Ticket>()
  const [newer, setNewer] = useState<Interaction>()
  const [last, setLast] = useState<Saying>()
  const toMoment = (field: string) => fromLocalField(field, zone)!.toISOString()

  const say = useMutation({
    mutationFn: (body: Body) => send(addInteraction, { params: { id: ticket.id }, body }),
    onSuccess: async ({ reply, requestId }, body) => {
      again.wait(false)
      setStale(undefined)
      setNewer(undefined)
      showInteraction(reply.ticket.id, reply.interaction)
      show(reply.ticket)
      refreshParts(reply.ticket.id)
      if (body.kind === 'email') {
        const onUndone = () => giveBack(ticket.id, ownOf(last!.draft))
        const told = { said: t('undo.mailLeaves'), undone: t('undo.mailKept'), mailOnly: t('undo.mailOnly') }
        const unheard = { soon: t('undo.mailSoon'), unheard: t('undo.mailUnheard') }
        offerUndo({ requestId, ...told, ...unheard, late: t('undo.mailLate'), onUndone })
      } else if (body.status)
        offerUndo({ requestId, said: t('undo.saidAndMoved', { status: last?.move?.name }), undone: t('undo.moveBack') })
      await onSaid(last!.draft)
      if (reply.ticket.id === ticket.id) return
      sayDone(t('composer.followUp', { number: reply.ticket.number }))
      await navigate({ to: paths.ticket, params: { ticketId: reply.ticket.id }, search: true })
    },
    onError: (error) => {
      if (!(error instanceof Problem)) return
      again.wait(error.code === 'offline')
      if (error.code === 'newer_interaction') setNewer(error.told.interaction as Interaction)
      if (error.code === 'stale') {
        setStale(ticket)
        show(error.told.ticket as Ticket)
      }
    },
  })
  const again = useSayingAgain({
    ticket,
    draft,
    uploads,
    say: () => say.variables && !say.isPending && say.mutate(say.variables),
  })
  const sendIt = (saying: Saying, seen = lastPublic(ticket.id)) => {
    const { draft, mode, move, needs } = saying
    if (isMissing(mode, draft) || (move && !isTold(needs, draft.facts))) return
    setLast(saying)
    const files = enclosed(draft).map(({ fileId, contentId }) => ({ fileId, ...(contentId && { contentId }) }))
    say.mutate({
      ...mode.body(draft, toMoment),
      html: isBlank(draft.html) ? undefined : trimmed(draft.html),
      attachments: files.length ? files : undefined,
      draft: { ...knownDraft(`ticket:${ticket.id}`), left: leftBeside(draft) },
      seenInteractionId: mode.outward ? seen : undefined,
      ...(move && {
        version: ticketNow(ticket.id)?.version ?? ticket.version,
        status: move.status,
        statusId: move.statusId,
        ...factsOf(needs, draft.facts, toMoment),
      }),
    })
  }
  /** The agent has seen what came in between and goes on. */
  const goOn = () => {
    if (newer) showInteraction(ticket.id, newer)
    if (last) sendIt(last, newer?.id)
    setStale(undefined)
    setNewer(undefined)
  }
  const revise = () => {
    again.wait(false)
    if (newer) showInteraction(ticket.id, newer)
    setStale(undefined)
    setNewer(undefined)
    say.reset()
  }
  const { error, isPending, reset } = say
  return { send: sendIt, goOn, revise, forget: reset, last, stale, newer, waits: again.waits, error, isPending }
}

function lastPublic(ticketId: number) {
  const said = queries.getQueryData(interactionsQuery(ticketId).queryKey)
  return said?.findLast((interaction) => !interaction.internal)?.id
}
