import { NativeSelect, Group as Row, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TEMPLATE_KINDS, type TemplateKind } from '../../../server/mail/templates/contract.ts'
import { LANGUAGE_CHOICES, type Language } from '../../i18n.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { Touched } from '../admin/edited.ts'
import { Page } from '../page.tsx'
import { useUnsaved } from '../use-unsaved.ts'
import { templatesQuery } from './mail-data.ts'
import { type Source, TemplateForm } from './template-form.tsx'

/** E3, E5, E7: what the desk writes by mail, per kind and language, seen while it is written. */
export function TemplatesPage() {
  const { t } = useTranslation()
  const { data, error } = useQuery(templatesQuery)
  const [kind, setKind] = useState<TemplateKind>('confirmation')
  const [language, setLanguage] = useState<Language>('es')
  // What was typed stays while one looks at another mail.
  const [touched, setTouched] = useState<Record<string, Touched<Source>>>({})
  const name = `${kind} ${language}`
  const template = data?.find((one) => one.kind === kind && one.language === language)
  const unsaved = (one: string) => Object.keys(touched[one] ?? {}).length > 0
  const mark = (one: string) => (unsaved(one) ? ` · ${t('template.unsaved')}` : '')
  usePageTitle(t('admin.templates'))
  useUnsaved(Object.keys(touched).some(unsaved))
  return (
    <Page title={t('admin.templates')}>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!data && !error && <Skeleton height={320} />}
      <Row align="end" mb="md">
        <NativeSelect
          label={t('template.kind')}
          value={kind}
          data={TEMPLATE_KINDS.map((one) => ({
            value: one,
            label: t(`template.kinds.${one}`) + mark(`${one} ${language}`),
          }))}
          onChange={(event) => setKind(event.currentTarget.value as TemplateKind)}
        />
        <NativeSelect
          label={t('field.language')}
          value={language}
          data={LANGUAGE_CHOICES.map(({ value, label }) => ({ value, label: label + mark(`${kind} ${value}`) }))}
          onChange={(event) => setLanguage(event.currentTarget.value as typeof language)}
        />
      </Row>
      {template && (
        <TemplateForm
          key={name}
          template={template}
          touched={touched[name] ?? {}}
          onTouch={(change) => setTouched((before) => ({ ...before, [name]: change(before[name] ?? {}) }))}
        />
      )}
    </Page>
  )
}
