import { expect, test } from 'vitest'
import { type Flow, layFlow } from './flow.layout.ts'

const node = (key: string, at = '2026-03-02T12:00:00Z') =>
  ({ key, kind: 'ticket', id: 1, title: key, state: '', tone: 'agent', at, ticketId: 1 }) as Flow['nodes'][number]
const precedes = (from: string, to: string) => ({ from, to, kind: 'precedes' as const })

test('S13: what came first stands to the left, what follows to the right, and nothing lies on another', () => {
  const nodes = ['before', 'root', 'after', 'call'].map((key) => node(key))
  const { placed } = layFlow({
    nodes,
    edges: [precedes('before', 'root'), precedes('root', 'after'), precedes('root', 'call')],
    root: 'root',
  })
  const x = Object.fromEntries(placed.map((one) => [one.key, one.x]))
  expect(x.before! < x.root! && x.root! < x.after! && x.after === x.call).toBe(true)
  expect(new Set(placed.map((one) => `${one.x} ${one.y}`)).size).toBe(4)
})

test('a circle ends, and what hangs on nothing is shown all the same', () => {
  const edges = [precedes('a', 'b'), precedes('b', 'c'), precedes('c', 'a')]
  const { placed, lines } = layFlow({ nodes: ['a', 'b', 'c', 'alone'].map((key) => node(key)), edges, root: 'a' })
  expect([placed.length, lines.length]).toEqual([4, 3])
})
