import { Button, Group, Modal, NativeSelect, Stack, Switch, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { createCategory, editCategory, type listCategories } from '../../../server/tickets/catalogue.contract.ts'
import { call, Problem } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
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
  const faults = save.error instanceof Problem ? save.error.fields : {}
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      size="lg"
      title={t(category ? 'category.edit' : 'category.create')}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          {save.error && <ProblemNote>{faults.questions ?? save.error.message}</ProblemNote>}
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
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('do.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('do.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
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
