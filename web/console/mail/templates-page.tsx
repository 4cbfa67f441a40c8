import { NativeSelect, Group as Row, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TEMPLATE_KINDS, type TemplateKind } from '../../../server/mail/templates/contract.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useMe } from '../auth/me.ts'
import { Page } from '../page.tsx'
import { templatesQuery } from './mail-data.ts'
import { type Source, TemplateForm } from './template-form.tsx'

const LANGUAGES = ['es', 'en', 'pt'] as const

/** E3, E5, E7: what the desk writes by mail, per kind and language, seen while it is written. */
export function TemplatesPage() {
  const { t, i18n } = useTranslation()
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  const admin = useMe().role === 'admin'
  const { data, error } = useQuery({ ...templatesQuery, enabled: admin })
  const [kind, setKind] = useState<TemplateKind>('confirmation')
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>('es')
  // What was typed stays while one looks at another mail.
  const [typed, setTyped] = useState<Record<string, Source | undefined>>({})
  const name = `${kind} ${language}`
  const template = data?.find((one) => one.kind === kind && one.language === language)
  const unsaved = (one: string) => (typed[one] ? ` · ${t('template.unsaved')}` : '')
  usePageTitle(t('admin.templates'))
  useBlocker({
    shouldBlockFn: () => !window.confirm(t('template.leave')),
    enableBeforeUnload: true,
    disabled: !Object.values(typed).some(Boolean),
  })
  return (
    <Page title={t('admin.templates')}>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {admin && !data && !error && <Skeleton height={320} />}
      <Row align="end" mb="md">
        <NativeSelect
          label={t('template.kind')}
          value={kind}
          data={TEMPLATE_KINDS.map((one) => ({
            value: one,
            label: t(`template.kinds.${one}`) + unsaved(`${one} ${language}`),
          }))}
          onChange={(event) => setKind(event.currentTarget.value as TemplateKind)}
        />
        <NativeSelect
          label={t('field.language')}
          value={language}
          data={LANGUAGES.map((one) => ({ value: one, label: (names.of(one) ?? one) + unsaved(`${kind} ${one}`) }))}
          onChange={(event) => setLanguage(event.currentTarget.value as typeof language)}
        />
      </Row>
      {template && (
        <TemplateForm
          key={name}
          template={template}
          typed={typed[name]}
          onType={(source) => setTyped((before) => ({ ...before, [name]: source }))}
        />
      )}
    </Page>
  )
}
