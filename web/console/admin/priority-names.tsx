import { Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type listPriorities, namePriorities } from '../../../server/admin/priorities.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { faultsOf } from '../form-dialog.tsx'
import { sayDone } from '../notices.tsx'
import { PageSection } from '../page.tsx'
import { prioritiesQuery } from '../priority-names.ts'
import { ClashNote } from './clash-note.tsx'
import { FormActions } from './form-actions.tsx'
import classes from './priority-names.module.css'
import { useAdminsOnly } from './use-admins-only.ts'
import { useSettingForm } from './use-setting-form.ts'

type Row = ReplyOf<typeof listPriorities>['items'][number]

/** L3: there are four priorities; what each is called is the company's affair. */
export function PriorityNames() {
  const { t, i18n } = useTranslation()
  const { data, error } = useQuery(prioritiesQuery(i18n.language))
  return (
    <PageSection title={t('priorities.title')} lead={t('priorities.lead')} wide>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!data && !error && <Skeleton height={180} />}
      {data && <NamesForm rows={data} />}
    </PageSection>
  )
}

function NamesForm({ rows }: { rows: Row[] }) {
  const { t } = useTranslation()
  const refused = useAdminsOnly()
  const before = Object.fromEntries(rows.map(({ priority, names }) => [priority, names])) as Record<
    Row['priority'],
    Row['names']
  >
  const editing = useSettingForm(before, {
    // All four are saved together: what one saw of each goes along.
    send: ({ form }) => call(namePriorities, { body: { ...form, seen: before } }),
    onSaved: () => sayDone(t('priorities.saved')),
  })
  const { form, change, clashing, onSubmit, saving } = editing
  const faults = faultsOf(saving.error)
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
                disabled={!!refused}
                error={faults[`${priority}.${language}`]}
                value={form[priority][language]}
                onChange={(event) =>
                  change({ [priority]: { ...form[priority], [language]: event.currentTarget.value } })
                }
              />
            ))}
          </div>
        ))}
      </div>
      <ClashNote fields={clashing.map((priority) => t(`priority.${priority}`))} />
      {saving.error && <ProblemNote>{saving.error.message}</ProblemNote>}
      <FormActions editing={editing} refused={refused} />
    </form>
  )
}
