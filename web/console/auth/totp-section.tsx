import { Button, Group, TextInput } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmTotp, removeTotp, startTotp } from '../../../server/auth/factors.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { PageSection } from '../page.tsx'
import { NewCodes } from './recovery-codes-section.tsx'
import classes from './security.module.css'
import { type Doors, useDoor } from './use-door.ts'

/** Codes that change every half minute, from an app on the telephone. */
export function Telephone({ doors }: { doors: Doors }) {
  const { t } = useTranslation()
  const [codes, setCodes] = useState<string[] | null>(null)
  const start = useDoor(() => call(startTotp, {}))
  const remove = useDoor(() => call(removeTotp, {}))
  const onConfirmed = (fresh: string[] | null) => {
    setCodes(fresh)
    start.reset()
  }
  const problem = start.error ?? remove.error
  return (
    <PageSection title={t('security.totp')} lead={t('security.totpLead')}>
      {problem && <ProblemNote>{problem.message}</ProblemNote>}
      {codes && <NewCodes codes={codes} />}
      {start.data ? (
        <Confirm begun={start.data} onConfirmed={onConfirmed} onCancel={start.reset} />
      ) : (
        <Group>
          {doors.totp && (
            <span>
              {t('security.totpSince')} <When at={doors.totp.since} as="short" />
            </span>
          )}
          <Button variant={doors.totp ? 'default' : 'filled'} loading={start.isPending} onClick={() => start.mutate()}>
            {t(doors.totp ? 'security.totpChange' : 'security.totpStart')}
          </Button>
          {doors.totp && (
            <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('do.remove')}
            </Button>
          )}
        </Group>
      )}
    </PageSection>
  )
}

type ConfirmProps = {
  begun: ReplyOf<typeof startTotp>
  onConfirmed: (codes: string[] | null) => void
  onCancel: () => void
}

function Confirm({ begun, onConfirmed, onCancel }: ConfirmProps) {
  const { t } = useTranslation()
  const confirm = useDoor((code: string) => call(confirmTotp, { params: { id: begun.id }, body: { code } }))
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code')).replace(/\s/g, '')
    confirm.mutate(code, { onSuccess: ({ recoveryCodes }) => onConfirmed(recoveryCodes) })
  }
  return (
    <div className={classes.telephone}>
      <img
        className={classes.picture}
        src={`data:image/svg+xml;utf8,${encodeURIComponent(begun.picture)}`}
        alt={t('security.picture')}
      />
      <form onSubmit={onSubmit} className={classes.steps}>
        <p>{t('security.totpScan')}</p>
        <p>
          {t('security.totpByHand')} <code className={classes.secret}>{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
        {confirm.error && <ProblemNote>{confirm.error.message}</ProblemNote>}
        <TextInput
          name="code"
          label={t('auth.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          required
          autoFocus
        />
        <Group>
          <Button type="submit" loading={confirm.isPending}>
            {t('security.totpFinish')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('do.cancel')}
          </Button>
        </Group>
      </form>
    </div>
  )
}
