import { type Placed, treeOf } from './admin/category-tree.ts'
import { useCategories } from './settings.ts'

type Category = ReturnType<typeof useCategories>[number]

/** Categories by their whole name, «Equipos › Impresoras», those that hang under another below it. */
export function useCategoryChoices(offered: (category: Placed<Category>) => boolean) {
  return treeOf(useCategories())
    .filter(offered)
    .map(({ id, path }) => ({ value: String(id), label: path.join(' › ') }))
}

/** What may be chosen now: one that is switched off only where it is chosen already. */
export const inUse =
  (chosen?: number | null) =>
  ({ id, active }: Pick<Category, 'id' | 'active'>) =>
    active || id === chosen
