import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { getClocks } from '../../../server/tickets/clocks.contract.ts'
import { call } from '../../api.ts'
import { serverNow } from '../../clock.ts'
import { duration } from '../../formats.ts'
import { keys } from '../../queries.ts'
import { Tip } from '../../ui/tip.tsx'
import { useNow } from '../../ui/use-now.ts'
import classes from './clocks.module.css'

type ClocksReply = ReplyOf<typeof getClocks> & { at: number }
const SIDES = [
  ['agent', 'agent'],
  ['customer', 'customer'],
  ['thirdParty', 'third_party'],
] as const

/** S3–S5: three clocks, of which at most one runs: whose time has gone by, ticking. */
export function Clocks({ ticketId }: { ticketId: number }) {
  const { data } = useQuery({
    queryKey: keys.ticketPart(ticketId, 'clocks'),
    queryFn: async () => ({ ...(await call(getClocks, { params: { id: ticketId } })), at: serverNow() }),
    refetchInterval: 60_000,
  })
  return (
    <dl className={classes.clocks}>
      {SIDES.map(([name, side]) => (
        <ClockFace key={name} name={name} side={side} clocks={data} />
      ))}
    </dl>
  )
}

type FaceProps = { name: 'agent' | 'customer' | 'thirdParty'; side: string; clocks: ClocksReply | undefined }

function ClockFace({ name, side, clocks }: FaceProps) {
  const { t } = useTranslation()
  const runs = clocks?.segments.at(-1)?.side === side && clocks.segments.at(-1)?.to === null
  const working = clocks?.[name].workingSeconds ?? 0
  return (
    <div className={classes.clock} data-side={side} data-runs={runs || undefined}>
      <dt>{t(`side.${name}`)}</dt>
      <Tip label={t(runs ? 'clock.runs' : 'clock.stands', { working: duration(working) })}>
        <dd>{clocks ? runs ? <Running clocks={clocks} name={name} /> : stood(clocks[name].wallSeconds) : '–'}</dd>
      </Tip>
    </div>
  )
}

/** A clock that never ran has no seconds to show. */
const stood = (seconds: number) => (seconds ? duration(seconds) : '0 h')

/** Ticks on from what the server counted, so that nobody waits for a reload to see time pass. */
function Running({ clocks, name }: { clocks: ClocksReply; name: FaceProps['name'] }) {
  const since = Math.max(0, (useNow(1000) - clocks.at) / 1000)
  return <span role="timer">{duration(clocks[name].wallSeconds + since)}</span>
}
