import { Button, Group as Row, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { resetTemplate, saveTemplate, testTemplate } from '../../../server/mail/templates/contract.ts'
import { call } from '../../api.ts'
import { intoSight } from '../../ui/into-sight.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useSetting } from '../admin/admin-data.ts'
import { ClashNote } from '../admin/clash-note.tsx'
import type { Kept, Touched } from '../admin/edited.ts'
import { useSettingForm } from '../admin/use-setting-form.ts'
import { useMe } from '../auth/me.ts'
import { faultsOf } from '../form-dialog.tsx'
import { insertAt } from '../insert-at.ts'
import { sayDone } from '../notices.tsx'
import { PageSection } from '../page.tsx'
import type { Template } from './mail-data.ts'
import { FaultyLine } from './template-fault.tsx'
import { TemplatePreview, usePreview } from './template-preview.tsx'
import { TemplateVariables } from './template-variables.tsx'
import classes from './templates.module.css'

export type Source = { subject: string; html: string }
const NAMES = { subject: 'mail.subject', html: 'template.html' } as const
type Props = { template: Template; touched: Touched<Source>; onTouch: Kept<Source>[1] }

/** The text on one side and the mail on the other: a fault is shown at its line while it is typed, and never saved. */
export function TemplateForm({ template, touched, onTouch }: Props) {
  const { t } = useTranslation()
  const { kind, language } = template
  const { email } = useMe()
  const [wide, setWide] = useState(false)
  const fields = { subject: useRef<HTMLInputElement>(null), html: useRef<HTMLTextAreaElement>(null) }
  const [last, setLast] = useState<keyof Source>('html')
  const stored = { subject: template.subject, html: template.html }
  const { form, change, discard, clashing, unsaved, save, saving } = useSettingForm(stored, {
    // Subject and text are saved together: what one saw of each goes along.
    send: ({ form }) => call(saveTemplate, { params: { kind, language }, body: { ...form, seen: stored } }),
    onSaved: () => sayDone(t('template.saved')),
    kept: [touched, onTouch],
  })
  const { reset, test } = useActs(template, form, discard)
  const preview = usePreview({ kind, language, ...form })
  const problem = [saving, test, reset].find(({ error }) => error)?.error ?? preview.error
  const faults = faultsOf(problem)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (saving.error) intoSight(place.current!.querySelector('[role="alert"], .mantine-InputWrapper-error'))
  }, [saving.error])
  const insert = (words: string) => change({ [last]: insertAt(fields[last].current!, words) })
  return (
    <div ref={place} className={classes.columns} data-wide={wide || undefined}>
      <PageSection title={t(`template.kinds.${kind}`)}>
        <Stack gap="sm">
          {template.broken && <ProblemNote>{t('template.broken', { fault: template.broken })}</ProblemNote>}
          {problem && !(faults.subject ?? faults.html) && <ProblemNote>{problem.message}</ProblemNote>}
          <ClashNote fields={clashing.map((name) => t(NAMES[name]))} />
          <TextInput
            ref={fields.subject}
            label={t('mail.subject')}
            error={faults.subject}
            value={form.subject}
            onFocus={() => setLast('subject')}
            onChange={(event) => change({ subject: event.currentTarget.value })}
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
            onChange={(event) => change({ html: event.currentTarget.value })}
          />
          <Row>
            <Button disabled={!unsaved} loading={saving.isPending} onClick={save}>
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
            {unsaved && (
              <Button variant="subtle" onClick={discard}>
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

function useActs({ kind, language }: Template, form: Source, onReset: () => void) {
  const { t } = useTranslation()
  const { email } = useMe()
  return {
    reset: useSetting(
      () => call(resetTemplate, { params: { kind, language } }),
      () => {
        onReset()
        sayDone(t('template.restored'))
      },
    ),
    test: useMutation({
      mutationFn: () => call(testTemplate, { body: { kind, language, ...form } }),
      onSuccess: () => sayDone(t('template.tested', { address: email })),
    }),
  }
}
