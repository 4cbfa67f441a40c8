import type { Interaction, Timeline } from './data.ts'

export type Event = Timeline['events'][number]
export type Entry = { at: string; interaction?: Interaction; events?: Event[]; times?: number }

/** What is told by an interaction is not told twice; what one save brought about is one line, and so is what was said again and again. */
export function inOrder(said: Interaction[], events: Event[]): Entry[] {
  const between = events.filter((event) => event.interactionId === null && !TOLD_ELSEWHERE.has(event.fact))
  const saves = Map.groupBy(between, (event) => `${event.at} ${event.actor.name}`)
  const entries = [
    ...said.map((interaction) => ({ at: interaction.at, interaction })),
    ...[...saves.values()].map((together) => ({ at: together[0]!.at, events: withoutEcho(together) })),
  ]
  return folded(entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)))
}

/** An alarm that rings three times in a row is one line, with the last time: what was said is not pushed out of sight. */
function folded(entries: Entry[]): Entry[] {
  const lines: Entry[] = []
  for (const next of entries) {
    const last = lines.at(-1)
    if (last?.events && next.events && wordsOf(last) === wordsOf(next))
      lines[lines.length - 1] = { ...next, times: (last.times ?? 1) + 1 }
    else lines.push(next)
  }
  return lines
}

const wordsOf = ({ events }: Entry) => events?.map(({ text, actor }) => `${actor.name} ${text}`).join()

/** «Datos modificados» says nothing beside what was modified. */
const withoutEcho = (events: Event[]) => {
  const telling = events.filter((event) => event.fact !== 'ticket.edited')
  return telling.length ? telling : events
}

const TOLD_ELSEWHERE = new Set([
  'call.logged',
  'note.added',
  'customer.replied',
  'agent.replied',
  'third_party.replied',
])
