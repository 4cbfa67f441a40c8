import { Button, Skeleton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { startCall } from '../../../server/conversations/calls.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import classes from './cockpit.module.css'
import { showCall } from './data.ts'

/** T5: the record is made before anything is asked, then the call has an address of its own. A telephone may open this with `?from=`. */
export function NewCall() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { from, to, customerId } = useSearch({ from: '/console/llamadas/nueva' })
  const begun = useRef(false)
  usePageTitle(t('cockpit.new'))
  const start = useMutation({
    mutationFn: () => call(startCall, { body: { direction: to ? 'out' : 'in', number: to ?? from, customerId } }),
    onSuccess: (made) => {
      showCall(made)
      void navigate({ to: paths.call, params: { callId: made.id }, replace: true })
    },
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
