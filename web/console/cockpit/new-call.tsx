import { Button, Skeleton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { startCall } from '../../../server/conversations/calls.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { queries } from '../../queries.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useMe } from '../auth/me.ts'
import classes from './cockpit.module.css'
import { callsQuery, showCall } from './data.ts'

/** T5: the record is made before anything is asked, then the call has an address of its own. A telephone may open this with `?from=`. */
export function NewCall() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { from, to, customerId } = useSearch({ from: '/console/llamadas/nueva' })
  const me = useMe()
  const begun = useRef(false)
  usePageTitle(t('cockpit.new'))
  const start = useMutation({
    mutationFn: async () => {
      const begunAlready = from && !to ? await justBegun(from, me.id) : undefined
      if (begunAlready) return begunAlready.id
      const made = await call(startCall, { body: { direction: to ? 'out' : 'in', number: to ?? from, customerId } })
      showCall(made)
      return made.id
    },
    onSuccess: (callId) => void navigate({ to: paths.call, params: { callId }, replace: true }),
  })
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    start.mutate()
    // Once, when the page comes.
  }, [])
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>{t('cockpit.new')}</h1>
      {!start.error && <Skeleton height={420} aria-label={t('cockpit.starting')} />}
      {start.error && (
        <ProblemNote action={<Button onClick={() => start.mutate()}>{t('do.retry')}</Button>}>
          {start.error.message}
        </ProblemNote>
      )}
    </div>
  )
}

const MINUTES = 5

/** A telephone that opens the page twice means one call: mine, from this number, begun just now and not over. Two withheld numbers are two. */
async function justBegun(from: string, myId: number) {
  if (!digits(from)) return undefined
  const mine = await queries.fetchQuery({ ...callsQuery('unfinished'), staleTime: 0 })
  return mine.find(
    ({ agent, direction, number, startedAt }) =>
      agent?.id === myId &&
      direction === 'in' &&
      digits(number) === digits(from) &&
      Date.now() - Date.parse(startedAt) < MINUTES * 60_000,
  )
}

const digits = (number: string | null) => number?.replace(/\D/g, '')
