import { Button, Code, NativeSelect, Group as Row, Skeleton, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  previewTemplate,
  resetTemplate,
  saveTemplate,
  TEMPLATE_KINDS,
  type TemplateKind,
  testTemplate,
} from '../../../server/mail/templates/contract.ts'
import { call, Problem } from '../../api.ts'
import { queries } from '../../queries.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useMe } from '../auth/me.ts'
import { sayDone } from '../notices.tsx'
import { Page, PageSection } from '../page.tsx'
import classes from './mail.module.css'
import { type Template, templatesQuery } from './mail-data.ts'

const LANGUAGES = ['es', 'en', 'pt'] as const

/** E3, E5, E7: what the desk writes by mail, per kind and language, seen before it is saved. */
export function TemplatesPage() {
  const { t, i18n } = useTranslation()
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  const admin = useMe().role === 'admin'
  const { data, error } = useQuery({ ...templatesQuery, enabled: admin })
  const [kind, setKind] = useState<TemplateKind>('confirmation')
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>('es')
  const template = data?.find((one) => one.kind === kind && one.language === language)
  usePageTitle(t('admin.templates'))
  return (
    <Page title={t('admin.templates')}>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {admin && !data && !error && <Skeleton height={320} />}
      <Row align="end" mb="md">
        <NativeSelect
          label={t('template.kind')}
          value={kind}
          data={TEMPLATE_KINDS.map((one) => ({ value: one, label: t(`template.kinds.${one}`) }))}
          onChange={(event) => setKind(event.currentTarget.value as TemplateKind)}
        />
        <NativeSelect
          label={t('field.language')}
          value={language}
          data={LANGUAGES.map((one) => ({ value: one, label: names.of(one) ?? one }))}
          onChange={(event) => setLanguage(event.currentTarget.value as typeof language)}
        />
      </Row>
      {template && <TemplateForm key={`${kind} ${language} ${template.builtIn}`} template={template} />}
    </Page>
  )
}

function TemplateForm({ template }: { template: Template }) {
  const { t } = useTranslation()
  const { kind, language } = template
  const [form, setForm] = useState({ subject: template.subject, html: template.html })
  const changed = form.subject !== template.subject || form.html !== template.html
  const onSuccess = () => queries.invalidateQueries({ queryKey: templatesQuery.queryKey })
  const save = useMutation({
    mutationFn: () => call(saveTemplate, { params: { kind, language }, body: form }),
    onSuccess: async () => {
      await onSuccess()
      sayDone(t('template.saved'))
    },
  })
  const reset = useMutation({ mutationFn: () => call(resetTemplate, { params: { kind, language } }), onSuccess })
  const preview = useMutation({ mutationFn: () => call(previewTemplate, { body: { kind, language, ...form } }) })
  const test = useMutation({
    mutationFn: () => call(testTemplate, { body: { kind, language, ...form } }),
    onSuccess: () => sayDone(t('template.tested')),
  })
  const problem = [save, preview, test, reset].find(({ error }) => error)?.error
  const faults = problem instanceof Problem ? problem.fields : {}
  return (
    <PageSection title={t(`template.kinds.${kind}`)}>
      <Stack gap="sm">
        {template.broken && <ProblemNote>{t('template.broken', { fault: template.broken })}</ProblemNote>}
        {problem && <ProblemNote>{problem.message}</ProblemNote>}
        <TextInput
          label={t('mail.subject')}
          error={faults.subject}
          value={form.subject}
          onChange={(event) => setForm({ ...form, subject: event.currentTarget.value })}
        />
        <Textarea
          label={t('template.html')}
          autosize
          minRows={8}
          maxRows={24}
          error={faults.html}
          classNames={{ input: classes.source }}
          value={form.html}
          onChange={(event) => setForm({ ...form, html: event.currentTarget.value })}
        />
        <p className={`${classes.soft} ${classes.variables}`}>
          {t('template.variables')}
          {template.variables.map((name) => (
            <Code key={name}>{`{{ ${name} }}`}</Code>
          ))}
        </p>
        <Row>
          <Button disabled={!changed} loading={save.isPending} onClick={() => save.mutate()}>
            {t('do.save')}
          </Button>
          <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate()}>
            {t('template.preview')}
          </Button>
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {t('template.test')}
          </Button>
          <Button variant="subtle" disabled={template.builtIn} loading={reset.isPending} onClick={() => reset.mutate()}>
            {t('template.reset')}
          </Button>
        </Row>
        {preview.data && (
          <section className={classes.preview} aria-label={t('template.preview')}>
            <strong>{preview.data.subject}</strong>
            <pre>{preview.data.text}</pre>
          </section>
        )}
      </Stack>
    </PageSection>
  )
}
