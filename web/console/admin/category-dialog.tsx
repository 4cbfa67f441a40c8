import { Button, Group, Modal, NativeSelect, Stack, TagsInput, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createCategory } from '../../../server/tickets/catalogue.contract.ts'
import { call } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useCategories } from '../settings.ts'
import classes from './admin.module.css'

const KINDS = ['text', 'number', 'date', 'yes_no', 'choice'] as const
type Question = { text: string; kind: (typeof KINDS)[number]; choices: string[]; neededFor: 'intake' | 'diagnosis' }
const blank: Question = { text: '', kind: 'text', choices: [], neededFor: 'intake' }

export function CategoryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const categories = useCategories()
  const [name, setName] = useState('')
  const [parentId, setParentId] = useState('')
  const [questions, setQuestions] = useState<Question[]>([])
  const save = useMutation({
    mutationFn: () =>
      call(createCategory, {
        body: {
          name: name.trim(),
          parentId: Number(parentId) || undefined,
          questions: questions.filter((question) => question.text.trim()),
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.settings('categories') })
      onClose()
    },
  })
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
      title={t('category.create')}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          {save.error && <ProblemNote>{save.error.message}</ProblemNote>}
          <TextInput
            label={t('field.name')}
            required
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('category.parent')}
            value={parentId}
            data={[
              { value: '', label: t('category.noParent') },
              ...categories.map((one) => ({ value: String(one.id), label: one.name })),
            ]}
            onChange={(event) => setParentId(event.currentTarget.value)}
          />
          {questions.map((question, index) => (
            <QuestionFields
              // A question not yet saved is only its place.
              key={index}
              number={index + 1}
              question={question}
              onChange={(next) => setQuestions(questions.with(index, next))}
            />
          ))}
          <Button
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => setQuestions([...questions, blank])}
          >
            {t('category.addQuestion')}
          </Button>
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

type FieldsProps = { number: number; question: Question; onChange: (question: Question) => void }

function QuestionFields({ number, question, onChange }: FieldsProps) {
  const { t } = useTranslation()
  return (
    <fieldset className={classes.question} aria-label={t('category.question', { number })}>
      <TextInput
        label={t('category.question', { number })}
        value={question.text}
        onChange={(event) => onChange({ ...question, text: event.currentTarget.value })}
      />
      <Group grow>
        <NativeSelect
          label={t('category.kind')}
          value={question.kind}
          data={KINDS.map((kind) => ({ value: kind, label: t(`questionKind.${kind}`) }))}
          onChange={(event) => onChange({ ...question, kind: event.currentTarget.value as Question['kind'] })}
        />
        <NativeSelect
          label={t('category.neededFor')}
          value={question.neededFor}
          data={[
            { value: 'intake', label: t('category.intake') },
            { value: 'diagnosis', label: t('category.diagnosis') },
          ]}
          onChange={(event) => onChange({ ...question, neededFor: event.currentTarget.value as Question['neededFor'] })}
        />
      </Group>
      {question.kind === 'choice' && (
        <TagsInput
          label={t('category.choices')}
          value={question.choices}
          onChange={(choices) => onChange({ ...question, choices })}
        />
      )}
    </fieldset>
  )
}
