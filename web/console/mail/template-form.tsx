import { Button, Group as Row, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { resetTemplate, saveTemplate, testTemplate } from '../../../server/mail/templates/contract.ts'
import { call, Problem } from '../../api.ts'
import { queries } from '../../queries.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useMe } from '../auth/me.ts'
import { insertAt } from '../insert-at.ts'
import { sayDone } from '../notices.tsx'
import { PageSection } from '../page.tsx'
import { type Template, templatesQuery } from './mail-data.ts'
import { FaultyLine } from './template-fault.tsx'
import { TemplatePreview, usePreview } from './template-preview.tsx'
import { TemplateVariables } from './template-variables.tsx'
import classes from './templates.module.css'

export type Source = { subject: string; html: string }
type Props = { template: Template; typed: Source | undefined; onType: (source: Source | undefined) => void }

/** The text on one side and the mail on the other: a fault is shown at its line while it is typed, and never saved. */
export function TemplateForm({ template, typed, onType }: Props) {
  const { t } = useTranslation()
  const { kind, language } = template
  const { email } = useMe()
  const [wide, setWide] = useState(false)
  const fields = { subject: useRef<HTMLInputElement>(null), html: useRef<HTMLTextAreaElement>(null) }
  const [last, setLast] = useState<keyof Source>('html')
  const form = typed ?? { subject: template.subject, html: template.html }
  const change = (source: Source) =>
    onType(source.subject === template.subject && source.html === template.html ? undefined : source)
  const { save, reset, test } = useActs(template, form, () => onType(undefined))
  const preview = usePreview({ kind, language, ...form })
  const problem = [save, test, reset].find(({ error }) => error)?.error ?? preview.error
  const faults = problem instanceof Problem ? problem.fields : {}
  const insert = (words: string) => change({ ...form, [last]: insertAt(fields[last].current!, words) })
  return (
    <div className={classes.columns} data-wide={wide || undefined}>
      <PageSection title={t(`template.kinds.${kind}`)}>
        <Stack gap="sm">
          {template.broken && <ProblemNote>{t('template.broken', { fault: template.broken })}</ProblemNote>}
          {problem && !Object.keys(faults).length && <ProblemNote>{problem.message}</ProblemNote>}
          <TextInput
            ref={fields.subject}
            label={t('mail.subject')}
            error={faults.subject}
            value={form.subject}
            onFocus={() => setLast('subject')}
            onChange={(event) => change({ ...form, subject: event.currentTarget.value })}
          />
          <Textarea
            ref={fields.html}
            label={t('template.html')}
            autosize
            minRows={10}
            maxRows={22}
            error={faults.html && <FaultyLine fault={faults.html} source={form.html} field={fields.html} />}
            classNames={{ input: classes.source }}
            spellCheck={false}
            value={form.html}
            onFocus={() => setLast('html')}
            onChange={(event) => change({ ...form, html: event.currentTarget.value })}
          />
          <Row>
            <Button disabled={!typed} loading={save.isPending} onClick={() => save.mutate()}>
              {t('do.save')}
            </Button>
            <Button
              variant="default"
              title={t('template.testTo', { address: email })}
              loading={test.isPending}
              onClick={() => test.mutate()}
            >
              {t('template.test')}
            </Button>
            {typed && (
              <Button variant="subtle" onClick={() => onType(undefined)}>
                {t('do.discard')}
              </Button>
            )}
            {!template.builtIn && (
              <Button variant="subtle" loading={reset.isPending} onClick={() => reset.mutate()}>
                {t('template.reset')}
              </Button>
            )}
          </Row>
          <TemplateVariables names={template.variables} onInsert={insert} />
        </Stack>
      </PageSection>
      <TemplatePreview mail={preview.mail} stale={!!preview.error} wide={wide} onWide={setWide} />
    </div>
  )
}

function useActs({ kind, language }: Template, form: Source, onSettled: () => void) {
  const { t } = useTranslation()
  const { email } = useMe()
  const renewed = (said: string) => async () => {
    await queries.invalidateQueries({ queryKey: templatesQuery.queryKey })
    onSettled()
    sayDone(said)
  }
  return {
    save: useMutation({
      mutationFn: () => call(saveTemplate, { params: { kind, language }, body: form }),
      onSuccess: renewed(t('template.saved')),
    }),
    reset: useMutation({
      mutationFn: () => call(resetTemplate, { params: { kind, language } }),
      onSuccess: renewed(t('template.restored')),
    }),
    test: useMutation({
      mutationFn: () => call(testTemplate, { body: { kind, language, ...form } }),
      onSuccess: () => sayDone(t('template.tested', { address: email })),
    }),
  }
}
