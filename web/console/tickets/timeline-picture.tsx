import { useTranslation } from 'react-i18next'
import { duration, useFormats } from '../../formats.ts'
import { fromLocalField, toLocalField } from '../../moments.ts'
import { useNow } from '../../ui/use-now.ts'
import type { Timeline } from '../conversations/data.ts'
import {
  type Band,
  bandsOf,
  type Cluster,
  clustersOf,
  type Milestone,
  milestonesOf,
  type Scale,
  scaleOf,
  ticksOf,
} from './timeline.layout.ts'
import classes from './timeline-section.module.css'

const PAD = 14
const AXIS = 22
const BAND = 34
const ROW = 34

/** Bands by whose turn it was, milestones as they were due and as they were reached, and what happened. */
export function TimelinePicture({ timeline, width }: { timeline: Timeline; width: number }) {
  const { t } = useTranslation()
  const now = useNow()
  const inner = width - 2 * PAD
  const scale = scaleOf(timeline, now, inner)
  const milestones = milestonesOf(timeline, scale)
  const eventsAt = AXIS + BAND + 22
  const height = eventsAt + 30 + milestones.length * ROW + 6
  return (
    <svg className={classes.picture} width={width} height={height} role="img" aria-label={t('timeline.alt')}>
      <g transform={`translate(${PAD} 0)`}>
        {scale.future && (
          <rect
            className={classes.future}
            x={scale.future.x}
            y={AXIS}
            width={scale.future.width}
            height={height - AXIS}
          />
        )}
        <Axis scale={scale} width={inner} height={height} />
        {bandsOf(timeline, scale, now).map((band) => (
          <BandMark key={`${band.from} ${band.status}`} band={band} now={now} />
        ))}
        <line className={classes.rail} x1={0} x2={inner} y1={eventsAt} y2={eventsAt} />
        {clustersOf(timeline, scale, 16).map((cluster) => (
          <EventMark key={cluster.x} cluster={cluster} y={eventsAt} />
        ))}
        {scale.future && (
          <line className={classes.now} x1={scale.future.x} x2={scale.future.x} y1={AXIS - 4} y2={height}>
            <title>{t('timeline.now')}</title>
          </line>
        )}
        {milestones.map((milestone, index) => (
          <MilestoneMark key={milestone.kind} milestone={milestone} y={eventsAt + 34 + index * ROW} width={inner} />
        ))}
      </g>
    </svg>
  )
}

function Axis({ scale, width, height }: { scale: Scale; width: number; height: number }) {
  const formats = useFormats()
  const midnight = (at: number) =>
    +fromLocalField(`${toLocalField(new Date(at), formats.zone).slice(0, 10)}T00:00`, formats.zone)!
  const parts = scale.future ? [scale.past, scale.future] : [scale.past]
  return parts
    .flatMap((part) => ticksOf(part, 74, midnight))
    .map(({ at, x, wholeDay }) => (
      <g key={at}>
        <line className={classes.grid} x1={x} x2={x} y1={AXIS - 6} y2={height} />
        <text className={classes.tick} x={x + 3} y={AXIS - 9} data-day={wholeDay || undefined}>
          {x > width - 40 ? '' : wholeDay ? formats.dayMonth(at) : formats.time(new Date(at).toISOString())}
        </text>
      </g>
    ))
}

function BandMark({ band, now }: { band: Band; now: number }) {
  const { t } = useTranslation()
  const name = t(`status.${band.status as 'pending'}`)
  const seconds = ((band.to ? Date.parse(band.to) : now) - Date.parse(band.from)) / 1000
  const fits = band.width > name.length * 6.6 + 10
  return (
    <g>
      <rect
        className={classes.band}
        data-side={band.side ?? band.status}
        data-pending={band.status === 'pending' || undefined}
        x={band.x}
        y={AXIS}
        width={band.width}
        height={BAND}
        rx={Math.min(4, band.width / 3)}
      >
        <title>{`${name}: ${duration(seconds)}`}</title>
      </rect>
      {fits && (
        <text className={classes.bandName} data-side={band.side ?? band.status} x={band.x + 7} y={AXIS + 15}>
          {name}
          <tspan className={classes.bandTime} x={band.x + 7} dy={13}>
            {duration(seconds)}
          </tspan>
        </text>
      )}
    </g>
  )
}

function EventMark({ cluster, y }: { cluster: Cluster; y: number }) {
  const formats = useFormats()
  const many = cluster.events.length > 1
  return (
    <g className={classes.event}>
      <circle cx={cluster.x} cy={y} r={many ? 9 : 5} />
      {many && (
        <text x={cluster.x} y={y + 3.5}>
          {cluster.events.length}
        </text>
      )}
      <title>
        {cluster.events.map(({ at, text, actor }) => `${formats.short(at)} · ${text} · ${actor.name}`).join('\n')}
      </title>
    </g>
  )
}

/** The line runs from what was due to what was reached: green where in time, red where not. */
function MilestoneMark({ milestone, y, width }: { milestone: Milestone; y: number; width: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { kind, dueX, metX, breached, dueAt, metAt } = milestone
  const name = t(`target.${kind as 'solution'}`)
  const anchor = Math.min(dueX ?? metX!, metX ?? dueX!)
  const end = anchor > width * 0.6
  return (
    <g className={classes.milestone} data-late={breached || undefined} data-met={metX !== null || undefined}>
      <text x={end ? Math.max(dueX ?? 0, metX ?? 0) : anchor} y={y - 9} textAnchor={end ? 'end' : 'start'}>
        {name}
      </text>
      {dueX !== null && metX !== null && <line x1={metX} x2={dueX} y1={y} y2={y} />}
      {dueX !== null && (
        <path className={classes.due} d={`M${dueX} ${y - 6}l6 6-6 6-6-6z`}>
          <title>{`${t('timeline.targetDue', { target: name })}: ${formats.short(dueAt!)}`}</title>
        </path>
      )}
      {metX !== null && (
        <circle className={classes.met} cx={metX} cy={y} r={5.5}>
          <title>{`${t('timeline.targetMet', { target: name })}: ${formats.short(metAt!)}`}</title>
        </circle>
      )}
    </g>
  )
}
