import { NativeSelect, Switch, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { createCategory, editCategory, type listCategories } from '../../../server/tickets/catalogue.contract.ts'
import { call } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import { useCategories } from '../settings.ts'
import { type Placed, treeOf } from './category-tree.ts'
import { asked, type QuestionDraft } from './question-fields.tsx'
import { QuestionList } from './question-list.tsx'

export type Category = ReplyOf<typeof listCategories>['items'][number]

export function CategoryDialog({ category, onClose }: { category: Category | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState(category?.name ?? '')
  const [parentId, setParentId] = useState(category?.parentId ? String(category.parentId) : '')
  const [active, setActive] = useState(category?.active ?? true)
  const [questions, setQuestions] = useState<QuestionDraft[]>(category?.questions ?? [])
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), questions: asked(questions) }
      const parent = Number(parentId) || undefined
      if (!category) return call(createCategory, { body: { ...body, parentId: parent } })
      const moved = (parent ?? null) === category.parentId ? {} : { parentId: parent ?? null }
      return call(editCategory, { params: { id: category.id }, body: { ...body, ...moved, active } })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.settings('categories') })
      onClose()
    },
  })
  const faults = faultsOf(save.error)
  return (
    <FormDialog
      title={t(category ? 'category.edit' : 'category.create')}
      wide
      saving={save}
      said={faults.questions}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.name')}
        required
        data-autofocus
        error={faults.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ParentChoice of={category} value={parentId} error={faults.parentId} onChange={setParentId} />
      {category && (
        <Switch
          label={t('category.active')}
          description={t('category.activeHint')}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
      <QuestionList questions={questions} staged onChange={setQuestions} />
    </FormDialog>
  )
}

type ParentProps = {
  of: Category | undefined
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

/** Any other, but none that hangs below. */
function ParentChoice({ of, value, error, onChange }: ParentProps) {
  const { t } = useTranslation()
  const rows = treeOf(useCategories())
  const below = of ? withBelow(rows, of.id) : new Set<number>()
  return (
    <NativeSelect
      label={t('category.parent')}
      value={value}
      error={error}
      data={[
        { value: '', label: t('category.noParent') },
        ...rows
          .filter(({ id }) => !below.has(id))
          .map(({ id, path }) => ({ value: String(id), label: path.join(' › ') })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** This one and all that hang under it: their rows follow it, each deeper than it. */
function withBelow(rows: Placed<Category>[], id: number): Set<number> {
  const from = rows.findIndex((row) => row.id === id)
  const depth = rows[from]?.depth ?? 0
  const next = rows.findIndex((row, place) => place > from && row.depth <= depth)
  return new Set(rows.slice(from, next < 0 ? undefined : next).map((row) => row.id))
}
