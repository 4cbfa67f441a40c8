import { Checkbox, MultiSelect, NumberInput, Select, SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CHANNELS, PRIORITIES, STATUSES } from '../../../server/tickets/contract.ts'
import { OWNERS, type Question, SORTS } from '../../../server/tickets/views.contract.ts'
import { useCategoryChoices } from '../category-choices.ts'
import { useAgents, useGroups } from '../settings.ts'
import { TagsField } from './tags-field.tsx'

type Props = { question: Question; onChange: (question: Question) => void }
const DAYS = ['createdWithinDays', 'olderThanDays', 'dueWithinDays', 'quietForDays'] as const
const MARKS = ['overdue', 'waitsTooLong', 'newInteraction'] as const

/** What a view asks; what is left empty narrows nothing. */
export function QuestionFields({ question, onChange }: Props) {
  const { t } = useTranslation()
  const groups = useGroups()
  const agents = useAgents()
  const categories = useCategoryChoices(() => true)
  /** What is empty is left out rather than kept as an empty list. */
  const change = (fields: { [K in keyof Question]?: Question[K] | null }) => {
    const all = Object.entries({ ...question, ...fields })
    const said = all.filter(([, value]) => value != null && value !== false && !(Array.isArray(value) && !value.length))
    onChange(Object.fromEntries(said) as Question)
  }
  const named = (items: { id: number; name: string }[]) =>
    items.map(({ id, name }) => ({ value: String(id), label: name }))
  const ids = (values: string[]) => values.map(Number)
  const field = { searchable: true, clearable: true, nothingFoundMessage: t('do.nothingFound') }
  const any = (chosen: unknown[] | undefined) => (chosen?.length ? undefined : t('list.any'))
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <MultiSelect
        {...field}
        label={t('field.status')}
        placeholder={question.statuses ? undefined : t('views.notClosed')}
        data={STATUSES.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        value={question.statuses ?? []}
        onChange={(statuses) => change({ statuses: statuses as Question['statuses'] })}
      />
      <MultiSelect
        {...field}
        label={t('field.priority')}
        placeholder={any(question.priorities)}
        data={PRIORITIES.map((priority) => ({ value: priority, label: t(`priority.${priority}`) }))}
        value={question.priorities ?? []}
        onChange={(priorities) => change({ priorities: priorities as Question['priorities'] })}
      />
      <MultiSelect
        {...field}
        label={t('field.group')}
        placeholder={any(question.groupIds)}
        data={named(groups)}
        value={(question.groupIds ?? []).map(String)}
        onChange={(values) => change({ groupIds: ids(values) })}
      />
      <Select
        label={t('views.owner')}
        placeholder={t('list.any')}
        clearable
        allowDeselect
        data={OWNERS.map((owner) => ({ value: owner, label: t(`owner.${owner}`) }))}
        value={question.owner ?? null}
        onChange={(owner) => change({ owner: owner as Question['owner'] })}
      />
      <MultiSelect
        {...field}
        label={t('field.owner')}
        placeholder={any(question.ownerIds)}
        data={named(agents)}
        value={(question.ownerIds ?? []).map(String)}
        onChange={(values) => change({ ownerIds: ids(values) })}
      />
      <MultiSelect
        {...field}
        label={t('field.category')}
        placeholder={any(question.categoryIds)}
        data={categories}
        value={(question.categoryIds ?? []).map(String)}
        onChange={(values) => change({ categoryIds: ids(values) })}
      />
      <MultiSelect
        {...field}
        label={t('newTicket.channel')}
        placeholder={any(question.channels)}
        data={CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
        value={question.channels ?? []}
        onChange={(channels) => change({ channels: channels as Question['channels'] })}
      />
      <TagsField
        label={t('views.allTags')}
        maxTags={10}
        value={question.tags ?? []}
        onChange={(tags) => change({ tags })}
      />
      {DAYS.map((name) => (
        <NumberInput
          key={name}
          label={t(`views.${name}`)}
          min={1}
          max={3650}
          allowDecimal={false}
          clampBehavior="strict"
          value={question[name] ?? ''}
          onChange={(days) => change({ [name]: typeof days === 'number' ? days : null })}
        />
      ))}
      <Select
        label={t('views.sort')}
        data={SORTS.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
        value={question.sort ?? 'due'}
        onChange={(sort) => change({ sort: sort as Question['sort'] })}
      />
      <div>
        {MARKS.map((name) => (
          <Checkbox
            key={name}
            mt={6}
            label={t(`views.${name}`)}
            checked={!!question[name]}
            onChange={(event) => change({ [name]: event.currentTarget.checked })}
          />
        ))}
      </div>
    </SimpleGrid>
  )
}
