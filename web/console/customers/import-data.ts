import type { getImport } from '../../../server/customers/imports.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { keys, queries } from '../../queries.ts'

export type Import = ReplyOf<typeof getImport>
export const importQueryKey = (id: number) => [...keys.customers, 'import', id]
export const keepImport = (told: Import) => {
  queries.setQueryData(importQueryKey(told.id), told)
  void queries.invalidateQueries({ queryKey: [...keys.customers, 'import', told.id, 'rows'] })
}
