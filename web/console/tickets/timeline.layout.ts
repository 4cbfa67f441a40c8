import type { Timeline } from '../conversations/data.ts'

// Where everything stands on the picture of a ticket's life. Pure: the clock and the width are handed in.

export type Band = { x: number; width: number; side: string | null; status: string; from: string; to: string | null }
export type Milestone = Timeline['targets'][number] & { dueX: number | null; metX: number | null }
export type Cluster = { x: number; events: Timeline['events'] }
export type Part = { from: number; to: number; x: number; width: number }
export type Scale = { past: Part; future: Part | null; x: (at: string | number) => number }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** However far the deadlines lie ahead, what has happened gets this much of the picture. */
const PAST_SHARE = 0.62

/** One axis in two linear parts: what has been, and what is still to come. A closed ticket has only a past. */
export function scaleOf(timeline: Timeline, now: number, width: number): Scale {
  const from = Date.parse(timeline.from)
  const last = timeline.segments.at(-1)
  const closed = last?.status === 'closed'
  const end = closed ? Math.max(Date.parse(last.from), ...timeline.events.map(({ at }) => Date.parse(at))) : now
  // A ticket of the last minute still gets a picture one can see.
  const until = Math.max(end, from + MINUTE)
  const due = Math.max(
    until,
    ...(closed ? [] : timeline.targets.map(({ dueAt }) => Date.parse(dueAt ?? timeline.from))),
  )
  const split = due > until ? Math.max(PAST_SHARE, (until - from) / (due - from)) * width : width
  const past = { from, to: until, x: 0, width: split }
  const future = due > until ? { from: until, to: due, x: split, width: width - split } : null
  const within = (part: Part, at: number) => part.x + ((at - part.from) / (part.to - part.from)) * part.width
  const x = (at: string | number) => {
    const moment = typeof at === 'number' ? at : Date.parse(at)
    return future && moment > until ? within(future, Math.min(moment, due)) : within(past, Math.min(moment, until))
  }
  return { past, future, x }
}

export function bandsOf(timeline: Timeline, scale: Scale, now: number): Band[] {
  return timeline.segments.map(({ from, to, side, status }) => {
    const x = scale.x(from)
    return { x, width: Math.max(2, scale.x(to ?? now) - x), side, status, from, to }
  })
}

export function milestonesOf(timeline: Timeline, scale: Scale): Milestone[] {
  return timeline.targets
    .filter(({ dueAt, metAt }) => dueAt || metAt)
    .map((target) => ({
      ...target,
      dueX: target.dueAt ? scale.x(target.dueAt) : null,
      metX: target.metAt ? scale.x(target.metAt) : null,
    }))
}

/** Events that would lie on top of each other become one mark with a number. */
export function clustersOf(timeline: Timeline, scale: Scale, apart: number): Cluster[] {
  const clusters: Cluster[] = []
  for (const event of timeline.events) {
    const x = scale.x(event.at)
    const last = clusters.at(-1)
    if (last && x - last.x < apart) last.events.push(event)
    else clusters.push({ x, events: [event] })
  }
  return clusters
}

const STEPS = [1, 5, 15, 30, 60, 180, 360, 720].map((minutes) => minutes * MINUTE)
const DAY_STEPS = [1, 2, 7, 14, 30, 91, 365].map((days) => days * DAY)

export type Tick = { at: number; x: number; wholeDay: boolean }

/** Ticks at round times of the reader's day, far enough apart to be read. `midnight` gives the start of the reader's day. */
export function ticksOf(part: Part, apart: number, midnight: (at: number) => number): Tick[] {
  const wanted = ((part.to - part.from) / part.width) * apart
  const step = [...STEPS, ...DAY_STEPS].find((size) => size >= wanted) ?? DAY_STEPS.at(-1)!
  const ticks: Tick[] = []
  for (let day = midnight(part.from); day <= part.to; day = midnight(day + Math.max(step, DAY) + DAY / 2 - HOUR)) {
    const next = midnight(day + DAY + DAY / 2 - HOUR)
    for (let at = day; at < (step >= DAY ? day + 1 : next) && at <= part.to; at += step) {
      const x = part.x + ((at - part.from) / (part.to - part.from)) * part.width
      // A tick on the seam belongs to the part before it.
      if (at >= part.from && (x >= part.x + apart / 2 || part.x === 0)) ticks.push({ at, x, wholeDay: at === day })
    }
  }
  return ticks
}
