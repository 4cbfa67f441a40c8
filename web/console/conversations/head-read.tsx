import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Head, readHead } from '../../../server/mail/showing/contract.ts'
import type { OnTheWire, ReplyOf } from '../../../server/platform/contract.ts'
import { useFormats } from '../../formats.ts'
import classes from './mail-head.module.css'
import { Written } from './mail-lines.tsx'

type Authentication = ReplyOf<typeof readHead>['authentication']
type Props = { head: OnTheWire<Head>; authentication?: Authentication }

/** The head of a mail, as one reads it; folded below, as it stands. */
export function HeadRead({ head, authentication }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { from, replyTo, to, cc, date, subject, messageId, headers } = head
  return (
    <>
      <dl className={classes.read} aria-label={t('mail.headers')}>
        <Row name={t('mail.sender')}>{from && <Written {...from} />}</Row>
        <Row name={t('mail.replyTo')}>{replyTo.length > 0 && <All of={replyTo} />}</Row>
        <Row name={t('mail.to')}>{to.length > 0 && <All of={to} />}</Row>
        <Row name={t('mail.cc')}>{cc.length > 0 && <All of={cc} />}</Row>
        <Row name={t('mail.date')}>{date && <time dateTime={date}>{formats.exact(date)}</time>}</Row>
        <Row name={t('mail.subject')}>{subject && <bdi>{subject}</bdi>}</Row>
        <Row name={t('mail.messageId')}>{messageId}</Row>
        <Row name={t('mail.authentication')}>{authentication && <Found {...authentication} />}</Row>
      </dl>
      <details className={classes.raw}>
        <summary>{t('mail.asItStands')}</summary>
        <dl>
          {headers.map(({ name, value }, place) => (
            <div key={place}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const All = ({ of }: { of: Parameters<typeof Written>[0][] }) =>
  of.map((one, place) => (
    <Fragment key={place}>
      {place > 0 && ', '}
      <Written {...one} />
    </Fragment>
  ))

/** What the desk found out, and by what: nothing that the mail says of itself. */
function Found({ verified, by, said }: Authentication) {
  const { t } = useTranslation()
  const words = t(`mail.authenticated.${verified === null ? 'unknown' : verified ? 'yes' : 'no'}`)
  const methods = Object.entries(said).map(([method, result]) => `${method}=${result}`)
  const why = [...(by ? [t(`mail.foundBy.${by}`)] : []), ...methods].join(', ')
  return why ? `${words} (${why})` : words
}
