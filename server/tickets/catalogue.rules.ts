type Node = { id: number; parentId: number | null }

/** A category may hang under any other but itself and what hangs under it. */
export function wouldLoop(all: Node[], id: number, parentId: number | null): boolean {
  for (let above = parentId, steps = 0; above !== null && steps <= all.length; steps++) {
    if (above === id) return true
    above = all.find((one) => one.id === above)?.parentId ?? null
  }
  return false
}

/** The siblings in their new order: `id` put at `place`, the others as they stood. */
export function reordered(siblings: number[], id: number, place: number): number[] {
  const others = siblings.filter((one) => one !== id)
  return others.toSpliced(Math.max(0, Math.min(place, others.length)), 0, id)
}
