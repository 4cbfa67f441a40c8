/** Undo is for the slip of a moment: the same person, at most ten seconds later, and nothing else has touched the ticket, unless a mail waits. */
export const UNDO_SECONDS = 10

export type UndoQuestion = {
  actorId: number | null
  doneBy: number | null
  doneAt: Date
  now: Date
  touchedSince: boolean
  alreadyUndone: boolean
  opened: boolean
  /** Only words were said: there is nothing to restore. */
  nothing: boolean
}

/** Why a change cannot be undone: a reason for the texts `reason.*`, or null. */
export function whyNotUndo({
  actorId,
  doneBy,
  doneAt,
  now,
  touchedSince,
  alreadyUndone,
  opened,
  nothing,
}: UndoQuestion): string | null {
  if (actorId === null || actorId !== doneBy) return 'undo_not_yours'
  if (alreadyUndone) return 'undo_done_already'
  if (opened) return 'undo_opening'
  if (now.getTime() - doneAt.getTime() > UNDO_SECONDS * 1000) return 'undo_too_late'
  if (touchedSince) return 'undo_touched'
  return nothing ? 'undo_nothing' : null
}
