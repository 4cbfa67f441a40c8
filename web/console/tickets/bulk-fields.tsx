import { Select, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PRIORITIES, type Priority } from '../../../server/tickets/contract.ts'
import { MomentField } from '../../ui/moment-field.tsx'
import { inUse, useCategoryChoices } from '../category-choices.ts'
import { useAgents, useGroups } from '../settings.ts'
import { TagsField } from './tags-field.tsx'

const MOVES = ['in_progress', 'customer_action', 'completed', 'closed'] as const

export type BulkForm = {
  owner: string | null
  groupId: string | null
  priority: Priority | null
  categoryId: string | null
  status: (typeof MOVES)[number] | null
  solution: string
  addTags: string[]
  removeTags: string[]
  until: string
  reason: string
}
export const emptyBulk: BulkForm = {
  owner: null,
  groupId: null,
  priority: null,
  categoryId: null,
  status: null,
  solution: '',
  addTags: [],
  removeTags: [],
  until: '',
  reason: '',
}
type Props = { form: BulkForm; onChange: (change: Partial<BulkForm>) => void }

/** What is left empty stays as it is on each ticket. */
export function BulkFields({ form, onChange }: Props) {
  const { t } = useTranslation()
  const groups = useGroups().filter((group) => group.active)
  const agents = useAgents().filter((agent) => agent.active && agent.role !== 'operator')
  const categories = useCategoryChoices(inUse())
  const named = (items: { id: number; name: string }[]) =>
    items.map(({ id, name }) => ({ value: String(id), label: name }))
  const field = {
    clearable: true,
    allowDeselect: true,
    searchable: true,
    placeholder: t('bulk.asItIs'),
    nothingFoundMessage: t('do.nothingFound'),
  }
  const completes = form.status === 'completed' || form.status === 'closed'
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Select
        {...field}
        data-autofocus
        label={t('field.owner')}
        data={[{ value: 'nobody', label: t('ticket.noOwner') }, ...named(agents)]}
        value={form.owner}
        onChange={(owner) => onChange({ owner })}
      />
      <Select
        {...field}
        label={t('field.group')}
        data={named(groups)}
        value={form.groupId}
        onChange={(groupId) => onChange({ groupId })}
      />
      <Select
        {...field}
        label={t('field.priority')}
        data={PRIORITIES.map((priority) => ({ value: priority, label: t(`priority.${priority}`) }))}
        value={form.priority}
        onChange={(priority) => onChange({ priority: priority as Priority | null })}
      />
      <Select
        {...field}
        label={t('field.status')}
        data={MOVES.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        value={form.status}
        onChange={(status) => onChange({ status: status as BulkForm['status'] })}
      />
      {completes && (
        <Textarea
          style={{ gridColumn: '1 / -1' }}
          label={t('field.solution')}
          description={t('bulk.solutionHint')}
          autosize
          minRows={2}
          value={form.solution}
          onChange={(event) => onChange({ solution: event.currentTarget.value })}
        />
      )}
      <TagsField label={t('bulk.addTags')} value={form.addTags} onChange={(addTags) => onChange({ addTags })} />
      <TagsField
        label={t('bulk.removeTags')}
        value={form.removeTags}
        onChange={(removeTags) => onChange({ removeTags })}
      />
      {categories.length > 0 && (
        <Select
          {...field}
          label={t('field.category')}
          data={categories}
          value={form.categoryId}
          onChange={(categoryId) => onChange({ categoryId })}
        />
      )}
      <div>
        <MomentField label={t('bulk.snooze')} value={form.until} onChange={(until) => onChange({ until })} />
        {form.until && (
          <TextInput
            mt="xs"
            label={t('field.reason')}
            required
            maxLength={500}
            value={form.reason}
            onChange={(event) => onChange({ reason: event.currentTarget.value })}
          />
        )}
      </div>
    </SimpleGrid>
  )
}
