import { queryOptions } from '@tanstack/react-query'
import { listLibrary } from '../../../server/conversations/library.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'

export type LibraryFile = ReplyOf<typeof listLibrary>['items'][number]

export const libraryQuery = queryOptions({
  queryKey: keys.settings('library'),
  queryFn: async () => (await call(listLibrary, {})).items,
})

/** Title and name without accents and capitals: «pagina» finds «Página». */
export const foldedTitle = ({ title, filename }: Pick<LibraryFile, 'title' | 'filename'>) =>
  `${title} ${filename}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
