import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { beHere, listPresence } from '../../../server/tickets/presence.contract.ts'
import { call, randomId, sendAndLeave } from '../../api.ts'
import { keys } from '../../queries.ts'

const HEARTBEAT = 15_000
const tab = randomId()
const writingOn = new Set<number>()
let beatNow: () => void = () => undefined

const readPresence = async () => (await call(listPresence, {})).items

export const presenceQuery = queryOptions({
  queryKey: keys.presence,
  queryFn: readPresence,
  staleTime: 30_000,
  // Who fell silent is told by nobody.
  refetchInterval: 30_000,
})

export type Present = Awaited<ReturnType<typeof readPresence>>[number]
const NOBODY: Present[] = []

/** Who else is where, by ticket. */
export function usePresence(): Map<number, Present[]> {
  const { data = NOBODY } = useQuery(presenceQuery)
  return useMemo(() => Map.groupBy(data, ({ ticketId }) => ticketId), [data])
}

/** Tells the desk that one looks at this ticket, as long as one does. */
export function useBeHere(id: number) {
  useEffect(() => {
    const beat = () => {
      if (document.visibilityState === 'hidden') return
      const state = writingOn.has(id) ? 'writing' : 'viewing'
      // A heartbeat that is lost is followed by the next one.
      call(beHere, { params: { id }, body: { tab, state } }).catch(() => undefined)
    }
    beatNow = beat
    beat()
    const timer = setInterval(beat, HEARTBEAT)
    document.addEventListener('visibilitychange', beat)
    const leave = () => void sendAndLeave(beHere, { params: { id }, body: { tab, state: 'gone' } })
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', beat)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [id])
}

/** Tells as well that one is writing an answer: others see it before they write another. */
export function useWriting(ticketId: number, writing: boolean) {
  const before = useRef(false)
  useEffect(() => {
    if (writing === before.current) return
    before.current = writing
    if (writing) writingOn.add(ticketId)
    else writingOn.delete(ticketId)
    beatNow()
  }, [ticketId, writing])
  useEffect(
    () => () => {
      writingOn.delete(ticketId)
    },
    [ticketId],
  )
}
