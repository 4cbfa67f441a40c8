import { NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_CHOICES } from '../../i18n.ts'
import { COUNTRIES, useCountryName, ZoneSelect } from '../places.tsx'
import { TagsField } from '../tickets/tags-field.tsx'
import { AnswerField } from './answer-field.tsx'
import { useQuestionsAbout } from './data.ts'
import type { DetailsForm } from './details.form.ts'

type Props = {
  about: 'customer' | 'organization'
  form: DetailsForm
  fault: (name: string) => string | undefined
  onChange: (fields: Partial<DetailsForm>) => void
}

/** What is known of a person as of an organization, and what the company asks of each. */
export function DetailsFields({ about, form, fault, onChange }: Props) {
  const { t } = useTranslation()
  const countryName = useCountryName()
  const questions = useQuestionsAbout(about) ?? []
  const text = (name: 'taxId' | 'address' | 'notes') => ({
    label: t(`field.${name}`),
    error: fault(name),
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
  })
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput {...text('taxId')} />
        <NativeSelect
          label={t('field.country')}
          description={t('customer.countryHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={form.country}
          data={[
            { value: '', label: t('answer.unset') },
            ...COUNTRIES.map((code) => ({ value: code, label: countryName(code) })),
          ]}
          onChange={(event) => onChange({ country: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('field.language')}
          value={form.language}
          data={[{ value: '', label: t('answer.unset') }, ...LANGUAGE_CHOICES]}
          onChange={(event) => onChange({ language: event.currentTarget.value as DetailsForm['language'] })}
        />
        <ZoneSelect value={form.zone} onChange={(zone) => onChange({ zone })} />
      </SimpleGrid>
      <Textarea {...text('address')} autosize minRows={1} maxLength={1000} />
      <TagsField label={t('field.tags')} value={form.tags} onChange={(tags) => onChange({ tags })} />
      {questions.map((question) => (
        <AnswerField
          key={question.id}
          question={question}
          value={form.answers[question.id] ?? ''}
          onChange={(value) => onChange({ answers: { ...form.answers, [question.id]: value } })}
        />
      ))}
      <Textarea {...text('notes')} autosize minRows={2} />
    </>
  )
}
