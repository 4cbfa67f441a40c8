import type { ReplyOf } from '../../../server/platform/contract.ts'
import type { getFlow } from '../../../server/tickets/flow.contract.ts'

export type Flow = ReplyOf<typeof getFlow>
export type Placed = Flow['nodes'][number] & { x: number; y: number }
export const NODE = { width: 172, height: 52 }
const GAP = { x: 26, y: 12 }
const MARGIN = 8

/**
 * Left to right: what came first stands left of what came of it, the ticket one looks at in its column. Whatever is reached by two ways
 * stands at the nearer one, so that a circle of duplicates ends.
 */
export function layFlow({ nodes, edges, root }: Pick<Flow, 'nodes' | 'edges' | 'root'>) {
  const columnOf = columns(nodes, edges, root)
  const first = Math.min(...columnOf.values())
  const filled = new Map<number, number>()
  const placed = nodes
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map((node): Placed => {
      const column = columnOf.get(node.key)! - first
      const row = filled.get(column) ?? 0
      filled.set(column, row + 1)
      return { ...node, x: MARGIN + column * (NODE.width + GAP.x), y: MARGIN + row * (NODE.height + GAP.y) }
    })
  const at = new Map(placed.map((node) => [node.key, node]))
  return {
    placed,
    lines: edges.flatMap(({ from, to, kind }) => line(at.get(from), at.get(to), kind)),
    width: Math.max(...placed.map(({ x }) => x)) + NODE.width + MARGIN,
    height: Math.max(...placed.map(({ y }) => y)) + NODE.height + MARGIN,
  }
}

function columns(nodes: Flow['nodes'], edges: Flow['edges'], root: string | null) {
  const start = root ?? nodes[0]?.key
  const found = new Map<string, number>(start ? [[start, 0]] : [])
  for (const key of found.keys()) {
    const column = found.get(key)!
    for (const { from, to } of edges) {
      if (from === key && !found.has(to)) found.set(to, column + 1)
      if (to === key && !found.has(from)) found.set(from, column - 1)
    }
  }
  for (const { key } of nodes) if (!found.has(key)) found.set(key, 0)
  return found
}

function line(from: Placed | undefined, to: Placed | undefined, kind: string) {
  if (!from || !to) return []
  const [x1, y1] = [from.x + NODE.width, from.y + NODE.height / 2]
  const [x2, y2] = [to.x, to.y + NODE.height / 2]
  const bend = Math.max(20, Math.abs(x2 - x1) / 2)
  return [
    {
      key: `${from.key} ${to.key} ${kind}`,
      kind,
      path: `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`,
    },
  ]
}
