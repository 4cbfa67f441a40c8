import { skipToken, useQuery } from '@tanstack/react-query'
import { queries } from '../../queries.ts'

/** What could not be stored, and why. `final`: trying again does not help. */
export type RefusedFile = { id: string; file: File; why: string; final: boolean; within: boolean; mode: string }

const keyOf = (ticketId: number) => ['refused-files', ticketId]
const none: RefusedFile[] = []
queries.setQueryDefaults(['refused-files'], { gcTime: Number.POSITIVE_INFINITY })

/** S11: it stays in sight, also where the form is left and opened again, until one tries again or goes without it. */
export const useRefusedFiles = (ticketId: number, mode: string) =>
  useQuery({
    queryKey: keyOf(ticketId),
    queryFn: skipToken,
    initialData: none,
    select: (all: RefusedFile[]) => all.filter((one) => one.mode === mode),
  }).data ?? none

export const keepRefused = (ticketId: number, files: RefusedFile[]) =>
  change(ticketId, (before) => [...before, ...files])

export const forgetRefused = (ticketId: number, files: RefusedFile[]) =>
  change(ticketId, (before) => before.filter(({ id }) => !files.some((gone) => gone.id === id)))

/** Thrown away with the words they were to go with; answers which, for whoever wants them back. */
export function dropRefused(ticketId: number, mode: string): RefusedFile[] {
  const gone = (queries.getQueryData<RefusedFile[]>(keyOf(ticketId)) ?? none).filter((one) => one.mode === mode)
  forgetRefused(ticketId, gone)
  return gone
}

const change = (ticketId: number, by: (before: RefusedFile[]) => RefusedFile[]) =>
  queries.setQueryData<RefusedFile[]>(keyOf(ticketId), (before = none) => by(before))
