import { Button } from '@mantine/core'
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { testMailbox } from '../../../server/mail/mailboxes.contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Detail } from './detail.tsx'
import classes from './mail.module.css'
import type { Mailbox } from './mail-data.ts'

/** Step by step how far a mailbox gets, and what to do where it stops. */
export function MailboxTest({ box }: { box: Mailbox }) {
  const { t } = useTranslation()
  const test = useMutation({ mutationFn: () => call(testMailbox, { params: { id: box.id } }) })
  const failed = test.data?.steps.filter(({ ok }) => ok === false).length ?? 0
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={test.isPending}
        disabled={!box.incoming && !box.outgoing}
        title={!box.incoming && !box.outgoing ? t('mailbox.nothingToTest') : undefined}
        onClick={() => test.mutate()}
      >
        {t('mailbox.test')}
      </Button>
      <div className={classes.steps} aria-live="polite">
        {test.error && <ProblemNote>{test.error.message}</ProblemNote>}
        {test.data && <strong>{t(failed ? 'mailbox.testFailed' : 'mailbox.testPassed', { count: failed })}</strong>}
        {test.data?.steps.map(({ way, step, ok, detail, advice }) => {
          const Mark = ok === null ? IconMinus : ok ? IconCheck : IconX
          return (
            <div key={`${way} ${step}`} className={classes.step} data-ok={ok ?? undefined}>
              <Mark size={15} aria-label={t(`mailbox.step.${ok === null ? 'skipped' : ok ? 'passed' : 'failed'}`)} />
              <div>
                {t(`mailbox.way.${way}`)}: {t(`mailbox.steps.${step}`)}
                {advice && <p className={classes.advice}>{advice}</p>}
                {detail && <Detail of={detail} />}
              </div>
            </div>
          )
        })}
      </div>
    </>
  )
}
