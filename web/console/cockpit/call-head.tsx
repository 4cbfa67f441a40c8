import { IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { duration } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { useNow } from '../../ui/use-now.ts'
import { useMe } from '../auth/me.ts'
import classes from './call-head.module.css'
import { type Call, type CallCard, callsQuery } from './data.ts'
import { useNumberName } from './number-name.ts'

/** Which call this is and how long it has lasted; the others one has under way are one key away. */
export function CallHead({ call }: { call: Call }) {
  const { t } = useTranslation()
  const numberName = useNumberName()
  const Direction = call.direction === 'in' ? IconPhoneIncoming : IconPhoneOutgoing
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>
        <Direction size={20} aria-hidden />
        {t(call.direction === 'in' ? 'cockpit.incoming' : 'cockpit.outgoing')}
        {call.number && <span className={classes.number}>{numberName(call)}</span>}
      </h1>
      {call.underWay && (
        <span className={classes.lasting} role="timer" aria-label={t('cockpit.lasting')}>
          <Lasting call={call} />
        </span>
      )}
      <OtherCalls call={call} />
    </header>
  )
}

function Lasting({ call }: { call: CallCard }) {
  const now = useNow(1000)
  return <>{duration((now - Date.parse(call.startedAt)) / 1000)}</>
}

function OtherCalls({ call }: { call: Call }) {
  const { t } = useTranslation()
  const numberName = useNumberName()
  const others = useMyCalls().filter(({ id }) => id !== call.id)
  if (others.length === 0) return null
  return (
    <nav className={classes.others} aria-label={t('cockpit.others')}>
      {others.map((other) => (
        <Link key={other.id} to={paths.call} params={{ callId: other.id }} className={classes.other}>
          {other.customer?.name ?? numberName(other) ?? t('cockpit.unknown')} <Lasting call={other} />
        </Link>
      ))}
    </nav>
  )
}

/** My calls that have not ended, the newest first. */
export function useMyCalls(): CallCard[] {
  const me = useMe()
  return (useQuery(callsQuery('unfinished')).data ?? []).filter(({ agent }) => agent?.id === me.id)
}
