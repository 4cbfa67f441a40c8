import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useMe } from '../auth/me.ts'
import { CallHead } from './call-head.tsx'
import { CallReadOut } from './call-read-out.tsx'
import classes from './cockpit.module.css'
import { callQuery } from './data.ts'
import { Ended } from './ended.tsx'
import { LookingOn } from './looking-on.tsx'
import { Talking } from './talking.tsx'

/** The call cockpit: one screen from the greeting to the goodbye. What the call is decides what is shown, so that a reload changes nothing. */
export function CockpitPage() {
  const { callId } = useParams({ from: '/console/llamadas/$callId' })
  return <Cockpit key={callId} callId={callId} />
}

function Cockpit({ callId }: { callId: number }) {
  const { t } = useTranslation()
  const { data: call, error } = useQuery(callQuery(callId))
  const [another, setAnother] = useState(false)
  const [takenOver, setTakenOver] = useState(false)
  const me = useMe()
  usePageTitle(t('cockpit.title'))
  if (error) return <ProblemNote>{error.message}</ProblemNote>
  if (!call) return <Skeleton className={classes.page} height={420} />
  const lookingOn = call.underWay && call.agent !== null && call.agent.id !== me.id && !takenOver
  const mine = call.underWay && !lookingOn
  const talking = mine && (!call.ticketId || another)
  return (
    <div className={classes.page}>
      <CallHead call={call} />
      {!call.underWay && <Ended call={call} />}
      {lookingOn && <LookingOn call={call} onTakeOver={() => setTakenOver(true)} />}
      {talking && (
        <Talking
          key={`${call.ticketId}`}
          call={call}
          onBound={() => setAnother(false)}
          onBack={another ? () => setAnother(false) : undefined}
        />
      )}
      {mine && !talking && <CallReadOut call={call} onAnother={() => setAnother(true)} />}
    </div>
  )
}
