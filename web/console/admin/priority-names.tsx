import { Button, Group, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type listPriorities, namePriorities } from '../../../server/admin/priorities.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useMe } from '../auth/me.ts'
import { faultsOf } from '../form-dialog.tsx'
import { sayDone } from '../notices.tsx'
import { PageSection } from '../page.tsx'
import { prioritiesQuery } from '../priority-names.ts'
import { useSetting } from './admin-data.ts'
import classes from './priority-names.module.css'

type Row = ReplyOf<typeof listPriorities>['items'][number]

/** L3: there are four priorities; what each is called is the company's affair. */
export function PriorityNames() {
  const { t, i18n } = useTranslation()
  const { data, error } = useQuery(prioritiesQuery(i18n.language))
  return (
    <PageSection title={t('priorities.title')} lead={t('priorities.lead')} wide>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!data && !error && <Skeleton height={180} />}
      {data && <NamesForm key={JSON.stringify(data)} rows={data} />}
    </PageSection>
  )
}

function NamesForm({ rows }: { rows: Row[] }) {
  const { t } = useTranslation()
  const admin = useMe().role === 'admin'
  const before = Object.fromEntries(rows.map(({ priority, names }) => [priority, names])) as Record<
    Row['priority'],
    Row['names']
  >
  const [form, setForm] = useState(before)
  const changed = JSON.stringify(form) !== JSON.stringify(before)
  const save = useSetting(
    () => call(namePriorities, { body: form }),
    () => sayDone(t('priorities.saved')),
  )
  const faults = faultsOf(save.error)
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={onSubmit} data-wide>
      <div className={classes.names}>
        <strong>{t('field.priority')}</strong>
        {LANGUAGES.map((language) => (
          <strong key={language}>{LANGUAGE_NAMES[language]}</strong>
        ))}
        {rows.map(({ priority, name, commonNames }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no row of a grid
          <div key={priority} role="group" className={classes.named} aria-labelledby={`name-${priority}`}>
            <span id={`name-${priority}`} className={classes.priority}>
              <PriorityMark priority={priority} /> {name}
            </span>
            {LANGUAGES.map((language) => (
              <TextInput
                key={language}
                lang={language}
                aria-label={LANGUAGE_NAMES[language]}
                placeholder={commonNames[language]}
                maxLength={40}
                disabled={!admin}
                error={faults[`${priority}.${language}`]}
                value={form[priority][language]}
                onChange={(event) =>
                  setForm({ ...form, [priority]: { ...form[priority], [language]: event.currentTarget.value } })
                }
              />
            ))}
          </div>
        ))}
      </div>
      {save.error && <ProblemNote>{save.error.message}</ProblemNote>}
      <Group>
        <Button type="submit" disabled={!admin || !changed} loading={save.isPending}>
          {t('do.save')}
        </Button>
        {changed && (
          <Button variant="default" onClick={() => setForm(before)}>
            {t('do.discard')}
          </Button>
        )}
      </Group>
    </form>
  )
}
