import { IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { duration } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { When } from '../../ui/when.tsx'
import { resultKey } from '../call-result.ts'
import { ButtonLink, TextLink } from '../links.tsx'
import classes from './call-rows.module.css'
import type { CallCard } from './data.ts'
import { useNumberName } from './number-name.ts'

export function CallRows({ label, calls }: { label: string; calls: CallCard[] }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {calls.map((call) => (
        <Row key={call.id} call={call} />
      ))}
    </ul>
  )
}

function Row({ call }: { call: CallCard }) {
  const { t } = useTranslation()
  const numberName = useNumberName()
  const Direction = call.direction === 'in' ? IconPhoneIncoming : IconPhoneOutgoing
  const name = call.customer?.name ?? numberName(call) ?? t('cockpit.unknown')
  return (
    <li className={classes.row}>
      <Direction size={17} role="img" aria-label={t(`call.${call.direction}`)} />
      <div className={classes.main}>
        <p className={classes.who}>
          <strong>{name}</strong> <Outcome call={call} />
        </p>
        {call.excerpt && <p className={classes.excerpt}>{call.excerpt}</p>}
        <p className={classes.facts}>
          <When at={call.startedAt} />
          {call.seconds !== null && <span>{duration(call.seconds)}</span>}
          {call.agent && <span>{call.agent.name}</span>}
          {call.ticketId && (
            <TextLink to={paths.ticket} params={{ ticketId: call.ticketId }} size="sm">
              #{call.ticketNumber}
            </TextLink>
          )}
        </p>
      </div>
      <ButtonLink
        to={paths.call}
        params={{ callId: call.id }}
        size="compact-sm"
        variant={call.underWay ? 'filled' : 'default'}
        aria-label={`${t(call.underWay ? 'calls.continue' : 'calls.open')}: ${name}`}
      >
        {t(call.underWay ? 'calls.continue' : 'calls.open')}
      </ButtonLink>
    </li>
  )
}

function Outcome({ call }: { call: CallCard }) {
  const { t } = useTranslation()
  if (call.underWay) return <span className={classes.underWay}>{t('calls.underWay')}</span>
  return (
    <span className={classes.outcome}>
      {call.outcome ? t(`call.outcome.${call.outcome}`) : t(resultKey(call.direction, call.result))}
      {call.callbackAt && (
        <>
          {': '}
          <When at={call.callbackAt} as="near" />
        </>
      )}
    </span>
  )
}
