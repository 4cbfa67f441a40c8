import { NativeSelect, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { createCategory, editCategory, type listCategories } from '../../../server/tickets/catalogue.contract.ts'
import { call } from '../../api.ts'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import { useCategories } from '../settings.ts'
import { type Placed, treeOf } from './category-tree.ts'
import { ClashNote } from './clash-note.tsx'
import { asked, type QuestionDraft } from './question-fields.tsx'
import { QuestionList } from './question-list.tsx'
import { useSettingForm } from './use-setting-form.ts'

export type Category = ReplyOf<typeof listCategories>['items'][number]
const FIELDS = {
  name: 'field.name',
  parentId: 'category.parent',
  active: 'category.active',
  questions: 'category.questions',
} as const

export function CategoryDialog({ category, onClose }: { category: Category | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { form, change, clashing, save, saving } = useSettingForm(fieldsOf(category), {
    send: ({ form, changed, seen }) => {
      const [name, questions, parentId] = [form.name.trim(), asked(form.questions), form.parentId ?? undefined]
      if (!category) return call(createCategory, { body: { name, questions, parentId } })
      const { questions: asking, ...body } = {
        ...changed,
        ...(changed.name && { name }),
        seen: seen as Partial<Category>,
      }
      return call(editCategory, { params: { id: category.id }, body: { ...body, ...(asking && { questions }) } })
    },
    onSaved: onClose,
  })
  const faults = faultsOf(saving.error)
  return (
    <FormDialog
      title={t(category ? 'category.edit' : 'category.create')}
      wide
      saving={saving}
      said={faults.questions}
      onSave={save}
      onClose={onClose}
    >
      <ClashNote fields={clashing.map((field) => t(FIELDS[field]))} />
      <TextInput
        label={t('field.name')}
        required
        data-autofocus
        error={faults.name}
        value={form.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <ParentChoice
        of={category}
        value={form.parentId}
        error={faults.parentId}
        onChange={(parentId) => change({ parentId })}
      />
      {category && (
        <Switch
          label={t('category.active')}
          description={t('category.activeHint')}
          checked={form.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
      )}
      <QuestionList questions={form.questions} staged onChange={(questions) => change({ questions })} />
    </FormDialog>
  )
}

function fieldsOf(category: Category | undefined) {
  return {
    name: category?.name ?? '',
    parentId: category?.parentId ?? null,
    active: category?.active ?? true,
    questions: (category?.questions ?? []) as QuestionDraft[],
  }
}

type ParentProps = {
  of: Category | undefined
  value: number | null
  error: string | undefined
  onChange: (value: number | null) => void
}

/** Any other, but none that hangs below. */
function ParentChoice({ of, value, error, onChange }: ParentProps) {
  const { t } = useTranslation()
  const rows = treeOf(useCategories())
  const below = of ? withBelow(rows, of.id) : new Set<number>()
  return (
    <NativeSelect
      label={t('category.parent')}
      value={value ?? ''}
      error={error}
      data={[
        { value: '', label: t('category.noParent') },
        ...rows
          .filter(({ id }) => !below.has(id))
          .map(({ id, path }) => ({ value: String(id), label: path.join(' › ') })),
      ]}
      onChange={(event) => onChange(Number(event.currentTarget.value) || null)}
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
