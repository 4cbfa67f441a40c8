import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { duration } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { resultKey } from '../call-result.ts'
import { KeyOf } from '../key-of.tsx'
import { ButtonLink, TextLink } from '../links.tsx'
import classes from './cockpit.module.css'
import { type Call, draftOf } from './data.ts'
import { EndCall } from './end-call.tsx'
import own from './ended.module.css'
import { useWhyOnlyLook } from './may-change.ts'
import { knownNumber, useNumberName } from './number-name.ts'

/** A call that is over: what came of it, what was noted, and where to go on. */
export function Ended({ call }: { call: Call }) {
  const { t } = useTranslation()
  const numberName = useNumberName()
  const navigate = useNavigate()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const refused = useWhyOnlyLook()(call)
  const missed = call.result !== 'answered' && !call.outcome
  const back = () =>
    void navigate({
      to: paths.newCall,
      search: { to: knownNumber(call) ?? undefined, customerId: call.customer?.id },
    })
  return (
    <section className={own.ended}>
      <h2 ref={heading} tabIndex={-1} className={own.title}>
        {call.outcome ? t(`call.outcome.${call.outcome}`) : t(resultKey(call.direction, call.result))}
        {call.seconds !== null && <span className={own.lasted}>{duration(call.seconds)}</span>}
      </h2>
      <p className={own.who}>
        {call.customer ? (
          <TextLink to={paths.customer} params={{ customerId: call.customer.id }}>
            {call.customer.name}
          </TextLink>
        ) : (
          (numberName(call) ?? t('cockpit.unknown'))
        )}
        {call.agent && ` · ${call.agent.name}`}
        {call.group && ` · ${call.group.name}`}
      </p>
      {call.notes && <p className={own.notes}>{call.notes}</p>}
      <WrittenLate call={call} />
      <div className={classes.actions}>
        <ButtonLink to={paths.newCall} size="md" rightSection={<KeyOf command="new-call" keys="c" />}>
          {t('cockpit.new')}
        </ButtonLink>
        {call.ticketId && (
          <ButtonLink to={paths.ticket} params={{ ticketId: call.ticketId }} size="md" variant="default">
            {t('cockpit.ticket', { number: call.ticketNumber })}
          </ButtonLink>
        )}
        {(missed || call.outcome === 'callback') && (
          <Button size="md" variant="default" onClick={back}>
            {t('cockpit.callBack')}
          </Button>
        )}
        <EndCall call={call} label={t(missed ? 'cockpit.settle' : 'cockpit.correct')} refused={refused} />
      </div>
    </section>
  )
}

/** T5: what this window wrote while another one ended the call is shown, not dropped. */
function WrittenLate({ call }: { call: Call }) {
  const { t } = useTranslation()
  const { notes } = draftOf(call)
  if (!notes.trim() || call.notes.includes(notes.trim())) return null
  return (
    <>
      <ProblemNote>{t('cockpit.late')}</ProblemNote>
      <p className={own.notes}>{notes}</p>
    </>
  )
}
