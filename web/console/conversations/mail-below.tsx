import { Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { addressIn, mailDraftQuery } from './mail-draft.ts'
import classes from './mail-fields.module.css'
import type { BelowProps } from './modes.ts'

/** S10: what the desk puts under the words, as it will leave: the signature in sight, the words answered folded. */
export function MailBelow({ ticket, draft, move, onChange }: BelowProps) {
  const { t } = useTranslation()
  const { mail } = draft
  const { data: proposed } = useQuery({
    ...mailDraftQuery(ticket.id, mail?.mode ?? 'reply', mail?.interactionId ?? null),
    enabled: !!mail,
  })
  if (!mail || !proposed) return null
  const { signature, quoted, quotedTo, asks } = proposed
  const strangers = strangersTo(quotedTo, [...mail.to, ...mail.cc, ...mail.bcc])
  const quotes = mail.quote && strangers.length === 0
  return (
    <div className={classes.below}>
      {move?.status === 'completed' && <p className={classes.signature}>{asks}</p>}
      {signature.text && <p className={classes.signature}>{signature.text}</p>}
      {quoted && (
        <details>
          <summary>{t(mail.mode === 'forward' ? 'mail.forwarded' : quotes ? 'mail.quoted' : 'mail.notQuoted')}</summary>
          {mail.mode !== 'forward' && (
            <Switch
              size="xs"
              label={t('mail.quote')}
              checked={quotes}
              disabled={strangers.length > 0}
              onChange={(event) => onChange({ mail: { ...mail, quote: event.currentTarget.checked } })}
            />
          )}
          {strangers.length > 0 && <p>{t('mail.strangers', { addresses: strangers.join(', ') })}</p>}
          {(quotes || mail.mode === 'forward') && <pre className={classes.quoted}>{quoted.text}</pre>}
        </details>
      )}
    </div>
  )
}

/** Who was on none of the quoted words does not get them: as the server decides it when the mail is saved. */
function strangersTo(knew: string[] | null, recipients: string[]) {
  if (!knew) return []
  return recipients.map(addressIn).filter((address) => !knew.includes(address))
}
