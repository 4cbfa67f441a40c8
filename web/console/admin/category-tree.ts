type Node = { id: number; name: string; parentId: number | null }
export type Placed<T> = T & { depth: number; path: string[] }

/** The categories as they hang under each other, each with the names above it. One whose parent is not in the list stands at the root. */
export function treeOf<T extends Node>(categories: T[]): Placed<T>[] {
  const known = new Set(categories.map(({ id }) => id))
  const below = new Map<number | null, T[]>()
  for (const one of categories) {
    const parent = one.parentId !== null && known.has(one.parentId) ? one.parentId : null
    const siblings = below.get(parent)
    if (siblings) siblings.push(one)
    else below.set(parent, [one])
  }
  const under = (parentId: number | null, path: string[]): Placed<T>[] =>
    (below.get(parentId) ?? []).flatMap((one) => {
      const named = [...path, one.name]
      return [{ ...one, depth: path.length, path: named }, ...under(one.id, named)]
    })
  return under(null, [])
}
