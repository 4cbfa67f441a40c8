import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCircleCheck, IconCopy } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import type { openTicket } from '../../../server/tickets/contract.ts'
import { useFormats } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { Keys } from '../../ui/keys.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useCommands } from '../commands.ts'
import { ButtonLink } from '../links.tsx'
import classes from './read-out.module.css'

type Props = { ticket: ReplyOf<typeof openTicket>; onAnother: () => void }

/** T8: what is said to the caller before hanging up, large enough to be read while talking. */
export function ReadOut({ ticket, onAnother }: Props) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const navigate = useNavigate()
  const open = () => void navigate({ to: paths.ticket, params: { ticketId: ticket.id } })
  useCommands([
    { id: 'new-ticket', section: 'general', label: t('command.newTicket'), keys: 'n', run: onAnother },
    { id: 'open-new', section: 'general', label: t('readOut.open'), keys: 'enter', run: open },
  ])
  const done = ticket.status === 'completed' || ticket.status === 'closed'
  return (
    <div className={classes.page}>
      <h1 ref={heading} tabIndex={-1} className={classes.title}>
        <IconCircleCheck size={22} aria-hidden />
        {t(done ? 'readOut.resolved' : 'readOut.saved', { name: ticket.customer.name })}
      </h1>
      <dl className={classes.facts}>
        <div className={classes.fact}>
          <dt>{t('readOut.number')}</dt>
          <dd>
            <span className={classes.number}>{ticket.number}</span>
            <CopyButton value={ticket.number}>
              {({ copied, copy }) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={copy}
                  leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                >
                  {t(copied ? 'do.copied' : 'do.copy')}
                </Button>
              )}
            </CopyButton>
          </dd>
        </div>
        {!done && (
          <div className={classes.fact}>
            <dt>{t('readOut.estimate')}</dt>
            <dd>
              <Estimate at={ticket.estimatedResolutionAt} />
            </dd>
          </div>
        )}
      </dl>
      <p className={classes.hint}>{t(done ? 'readOut.hintResolved' : 'readOut.hint')}</p>
      <div className={classes.actions}>
        <ButtonLink to={paths.ticket} params={{ ticketId: ticket.id }} rightSection={<Keys keys="enter" />}>
          {t('readOut.open')}
        </ButtonLink>
        <Button variant="default" onClick={onAnother} rightSection={<Keys keys="n" />}>
          {t('readOut.another')}
        </Button>
      </div>
    </div>
  )
}

function Estimate({ at }: { at: string | null }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  if (!at) return <span className={classes.when}>{t('readOut.noEstimate')}</span>
  const days = formats.daysFromNow(at, now)
  const soon = days === 0 || days === 1
  const day = soon ? formats.dayName(at, now) : formats.longDay(at)
  return (
    <time dateTime={at} className={classes.when} title={formats.exact(at)}>
      {t(soon ? 'readOut.soon' : 'readOut.when', { day, time: formats.time(at) })}
    </time>
  )
}
