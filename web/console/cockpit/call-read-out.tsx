import { Button, Textarea, VisuallyHidden } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endCall } from '../../../server/conversations/calls.contract.ts'
import { call as ask } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useCommands } from '../commands.ts'
import { DraftMark } from '../conversations/draft-mark.tsx'
import { useDraftKeeper } from '../conversations/use-draft.ts'
import { KeyOf } from '../key-of.tsx'
import { ButtonLink } from '../links.tsx'
import { ticketQuery } from '../tickets/data.ts'
import readOut from '../tickets/read-out.module.css'
import classes from './cockpit.module.css'
import { type Call, callStore, draftOf, placeOf, showCall, useScript } from './data.ts'
import { EndCall } from './end-call.tsx'
import { Phrase } from './phrase.tsx'
import { PromisedTime } from './promised-time.tsx'

/** T8: number and time, large, to be read out; the goodbye; and what is still said goes to the ticket. */
export function CallReadOut({ call, onAnother }: { call: Call; onAnother: () => void }) {
  const { t } = useTranslation()
  const { data: ticket } = useQuery(ticketQuery(call.ticketId!))
  const script = useScript(call)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const more = useMoreNotes(call)
  const end = useMutation({
    mutationFn: async () => {
      await more.finish()
      const outcome = call.outcome ?? (ticket?.status === 'completed' ? 'solved' : 'ticket_created')
      return ask(endCall, { params: { id: call.id }, body: { outcome } })
    },
    onSuccess: showCall,
  })
  useCommands([
    { id: 'end-now', section: 'ticket', label: t('cockpit.endNow'), keys: 'mod+enter', run: () => end.mutate() },
  ])
  return (
    <div className={classes.main}>
      <h2 ref={heading} tabIndex={-1} className={readOut.title}>
        {t(`cockpit.did.${did(call.outcome)}`, { name: call.customer?.name })}
      </h2>
      <dl className={readOut.facts}>
        <div className={readOut.fact}>
          <dt>{t('readOut.number')}</dt>
          <dd>
            <Dictated number={call.ticketNumber!} spoken={script?.readOut?.spoken} />
          </dd>
        </div>
        {script?.readOut && ticket && ticket.status !== 'completed' && (
          <div className={readOut.fact}>
            <dt>{t(ticket.promisedAt ? 'cockpit.promised' : 'readOut.estimate')}</dt>
            <dd>
              <span className={readOut.when}>{script.readOut.estimate ?? t('readOut.noEstimate')}</span>
              <Zone zone={script.readOut.zone} />
              <PromisedTime callId={call.id} ticket={ticket} />
            </dd>
          </div>
        )}
      </dl>
      <Phrase label={t('cockpit.closing')} text={script?.closing} />
      <Textarea
        label={t('cockpit.moreNotes')}
        description={t('cockpit.moreNotesHint')}
        autosize
        minRows={2}
        value={more.notes}
        onChange={(event) => more.write(event.currentTarget.value)}
      />
      {more.notes && <DraftMark state={more.kept} />}
      <footer className={classes.foot}>
        {end.error && <ProblemNote>{end.error.message}</ProblemNote>}
        <div className={classes.actions}>
          <Button
            size="md"
            loading={end.isPending}
            onClick={() => end.mutate()}
            rightSection={<KeyOf command="end-now" keys="mod+enter" />}
          >
            {t('cockpit.endNow')}
          </Button>
          <ButtonLink to={paths.ticket} params={{ ticketId: call.ticketId! }} size="md" variant="default">
            {t('readOut.open')}
          </ButtonLink>
          <Button size="md" variant="default" onClick={onAnother}>
            {t('cockpit.another')}
          </Button>
          <EndCall call={call} label={t('cockpit.endOtherwise')} before={more.finish} />
        </div>
      </footer>
    </div>
  )
}

const did = (outcome: Call['outcome']) => (outcome === 'solved' || outcome === 'added' ? outcome : 'created')

/** Once: the eye reads the number, the ear hears it as it is dictated. */
function Dictated({ number, spoken = number }: { number: string; spoken: string | undefined }) {
  return (
    <>
      <span aria-hidden className={readOut.number}>
        {number}
      </span>
      <VisuallyHidden>{spoken}</VisuallyHidden>
    </>
  )
}

/** The customer’s hour is said with its place where that is not the agent’s own. */
function Zone({ zone }: { zone: string }) {
  const { zone: own, zoneName } = useFormats()
  return zone !== own && <span className={classes.spoken}>{zoneName(zone)}</span>
}

function useMoreNotes(call: Call) {
  const [notes, setNotes] = useState(() => draftOf(call).notes)
  const draft = useDraftKeeper(
    placeOf(call),
    useMemo(() => callStore(call.id, setNotes), [call.id]),
  )
  const write = (text: string) => {
    setNotes(text)
    draft.keep({ notes: text, form: {} })
  }
  return { notes, write, kept: draft.state, finish: draft.finish }
}
