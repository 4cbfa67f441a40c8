import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editCategory } from '../../../server/tickets/catalogue.contract.ts'
import { call } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { sayProblem } from '../notices.tsx'
import type { Category } from './category-dialog.tsx'
import classes from './category-list.module.css'
import { type Placed, treeOf } from './category-tree.ts'

type Props = { categories: Category[]; refused: string | undefined; onEdit: (id: number) => void }

/** Dragged, or moved with the arrows: a row dropped on another takes its place; Alt with an arrow does the same by key. */
export function CategoryTree({ categories, refused, onEdit }: Props) {
  const { t } = useTranslation()
  const rows = treeOf(categories)
  const move = useMutation({
    mutationFn: ({ id, ...place }: { id: number; parentId: number | null; position: number }) =>
      call(editCategory, { params: { id }, body: place }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.settings('categories') }),
    onError: sayProblem,
  })
  const [dragged, setDragged] = useState<number>()
  const siblingsOf = (row: Category) => categories.filter((one) => one.parentId === row.parentId)
  const step = (row: Category, by: 1 | -1) => {
    const position = siblingsOf(row).indexOf(categories.find(({ id }) => id === row.id)!) + by
    if (position < 0 || position >= siblingsOf(row).length || move.isPending) return
    move.mutate({ id: row.id, parentId: row.parentId, position })
  }
  const drop = (target: Category) => {
    if (dragged !== undefined && dragged !== target.id && !refused) {
      const position = siblingsOf(target).findIndex(({ id }) => id === target.id)
      move.mutate({ id: dragged, parentId: target.parentId, position })
    }
    setDragged(undefined)
  }
  return (
    <>
      <p className={classes.hint}>{t('category.moveHint')}</p>
      <ul className={classes.tree} aria-label={t('admin.categories')}>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            refused={refused}
            first={siblingsOf(row)[0]?.id === row.id}
            last={siblingsOf(row).at(-1)?.id === row.id}
            dragged={dragged === row.id}
            onDrag={() => setDragged(row.id)}
            onDrop={() => drop(row)}
            onStep={(by) => step(row, by)}
            onEdit={() => onEdit(row.id)}
          />
        ))}
      </ul>
    </>
  )
}

type RowProps = {
  row: Placed<Category>
  refused: string | undefined
  first: boolean
  last: boolean
  dragged: boolean
  onDrag: () => void
  onDrop: () => void
  onStep: (by: 1 | -1) => void
  onEdit: () => void
}

function Row({ row, refused, first, last, dragged, onDrag, onDrop, onStep, onEdit }: RowProps) {
  const { t } = useTranslation()
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || refused || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onStep(event.key === 'ArrowUp' ? -1 : 1)
  }
  const allow = (event: DragEvent) => event.preventDefault()
  const stepper = (by: 1 | -1, name: 'up' | 'down', end: boolean) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      disabled={!!refused || end}
      title={refused}
      aria-label={t(`category.${name}`, { name: row.name })}
      onClick={() => onStep(by)}
    >
      {by < 0 ? <IconArrowUp size={16} /> : <IconArrowDown size={16} />}
    </ActionIcon>
  )
  return (
    <li
      className={classes.row}
      data-dragged={dragged || undefined}
      data-inactive={!row.active || undefined}
      style={{ paddingInlineStart: `${0.6 + row.depth * 1.5}rem` }}
      draggable={!refused}
      onDragStart={onDrag}
      onDragOver={allow}
      onDrop={onDrop}
      onKeyDown={onKeyDown}
    >
      <IconGripVertical size={16} aria-hidden className={classes.grip} />
      <span className={classes.name}>
        {row.name}
        {!row.active && <span className={classes.mark}>{t('category.inactive')}</span>}
      </span>
      <span className={classes.count}>{t('category.questionCount', { count: row.questions.length })}</span>
      {stepper(-1, 'up', first)}
      {stepper(1, 'down', last)}
      <Button
        size="compact-sm"
        variant="default"
        disabled={!!refused}
        title={refused}
        aria-label={t('category.editOne', { name: row.name })}
        onClick={onEdit}
      >
        {t('do.edit')}
      </Button>
    </li>
  )
}
