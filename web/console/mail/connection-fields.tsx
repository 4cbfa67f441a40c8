import { NativeSelect, PasswordInput, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SECURITY } from '../../../server/mail/mailboxes.contract.ts'
import classes from './mail.module.css'
import type { Connection } from './mailbox.form.ts'

type Props = {
  way: 'incoming' | 'outgoing'
  value: Connection
  faults: Record<string, string | undefined>
  onChange: (value: Connection) => void
}
/** The ports that go with each kind of security. */
const PORTS = {
  incoming: { tls: '993', starttls: '143', none: '143' },
  outgoing: { tls: '465', starttls: '587', none: '25' },
} as const

/** One way of a mailbox: IMAP in, SMTP out. A password is never shown; left empty, it stays. */
export function ConnectionFields({ way, value, faults, onChange }: Props) {
  const { t } = useTranslation()
  const change = (fields: Partial<Connection>) => onChange({ ...value, ...fields })
  return (
    <fieldset className={classes.connection} data-on={value.on || undefined}>
      <legend>
        <Switch
          label={t(`mailbox.use.${way}`)}
          checked={value.on}
          onChange={(event) => change({ on: event.currentTarget.checked })}
        />
      </legend>
      {value.on && (
        <div className={classes.connectionFields}>
          <TextInput
            label={t('mailbox.host')}
            required
            error={faults[`${way}.host`]}
            value={value.host}
            onChange={(event) => change({ host: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('mailbox.security')}
            value={value.security}
            data={SECURITY.map((one) => ({ value: one, label: t(`mailbox.securities.${one}`) }))}
            onChange={(event) => {
              const security = event.currentTarget.value as Connection['security']
              change({ security, port: PORTS[way][security] })
            }}
          />
          <TextInput
            label={t('mailbox.port')}
            inputMode="numeric"
            required
            error={faults[`${way}.port`]}
            value={value.port}
            onChange={(event) => change({ port: event.currentTarget.value.replace(/\D/g, '') })}
          />
          <TextInput
            label={t('mailbox.user')}
            autoComplete="off"
            value={value.user}
            onChange={(event) => change({ user: event.currentTarget.value })}
          />
          {value.auth === 'oauth2' ? (
            <p className={classes.soft}>{t('mailbox.byOAuth')}</p>
          ) : (
            <PasswordInput
              label={t('mailbox.password')}
              autoComplete="new-password"
              error={faults[`${way}.password`]}
              placeholder={value.passwordSet ? t('mailbox.passwordKept') : undefined}
              value={value.password}
              onChange={(event) => change({ password: event.currentTarget.value })}
            />
          )}
          {way === 'incoming' && (
            <TextInput
              label={t('mailbox.folder')}
              value={value.folder}
              onChange={(event) => change({ folder: event.currentTarget.value })}
            />
          )}
          {way === 'incoming' && (
            <TextInput
              className={classes.wholeRow}
              type="date"
              label={t('mailbox.unreadSince')}
              description={t('mailbox.unreadSinceHint')}
              error={faults['incoming.unreadSince']}
              value={value.unreadSince}
              onChange={(event) => change({ unreadSince: event.currentTarget.value })}
            />
          )}
        </div>
      )}
    </fieldset>
  )
}
