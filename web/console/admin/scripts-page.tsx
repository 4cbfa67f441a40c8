import { Button, NativeSelect, Skeleton, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  listScripts,
  previewScript,
  SCRIPT_VARIABLES,
  type Script,
  saveScript,
} from '../../../server/conversations/scripts.contract.ts'
import { call, Problem } from '../../api.ts'
import { LANGUAGE_CHOICES, type Language } from '../../i18n.ts'
import { keys } from '../../queries.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useMe } from '../auth/me.ts'
import { Phrase } from '../cockpit/phrase.tsx'
import { faultsOf } from '../form-dialog.tsx'
import { insertAt } from '../insert-at.ts'
import { sayDone } from '../notices.tsx'
import { Page, PageSection } from '../page.tsx'
import { useGroups } from '../settings.ts'
import { useUnsaved } from '../use-unsaved.ts'
import { useSetting } from './admin-data.ts'
import { ClashNote } from './clash-note.tsx'
import type { Kept, Touched } from './edited.ts'
import { FormActions } from './form-actions.tsx'
import classes from './scripts.module.css'
import { useSettingForm } from './use-setting-form.ts'

const scriptsQuery = queryOptions({ queryKey: keys.settings('call-scripts'), queryFn: () => call(listScripts, {}) })

/** T2: what is said at the beginning and at the end of a call, per group and language, heard before it is saved. */
export function ScriptsPage() {
  const { t } = useTranslation()
  const groups = useGroups().filter(({ active }) => active)
  const [group, setGroup] = useState('')
  const [language, setLanguage] = useState<Language>('es')
  const { data, error } = useQuery(scriptsQuery)
  // What was typed stays while one looks at another group or language.
  const [touched, setTouched] = useState<Record<string, Touched<Texts>>>({})
  const name = `${group} ${language}`
  usePageTitle(t('admin.scripts'))
  useUnsaved(Object.values(touched).some((texts) => Object.keys(texts).length))
  const groupId = group ? Number(group) : null
  return (
    <Page title={t('admin.scripts')}>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      <div className={classes.choice}>
        <NativeSelect
          label={t('field.group')}
          value={group}
          data={[
            { value: '', label: t('script.everybody') },
            ...groups.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={(event) => setGroup(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('field.language')}
          value={language}
          data={LANGUAGE_CHOICES}
          onChange={(event) => setLanguage(event.currentTarget.value as Language)}
        />
      </div>
      {!data && !error && <Skeleton height={320} />}
      {data && (
        <ScriptForm
          key={name}
          {...{ groupId, language, scripts: data, touched: touched[name] ?? {} }}
          onTouch={(change) => setTouched((before) => ({ ...before, [name]: change(before[name] ?? {}) }))}
        />
      )}
    </Page>
  )
}

type Texts = Pick<Script, 'greeting' | 'closing'>
/** No script of its own. */
const NOTHING: Texts = { greeting: '', closing: '' }
type FormProps = {
  groupId: number | null
  language: Language
  scripts: { items: Script[]; builtIn: Script[] }
  touched: Touched<Texts>
  onTouch: Kept<Texts>[1]
}

function ScriptForm({ groupId, language, scripts, touched, onTouch }: FormProps) {
  const { t } = useTranslation()
  const own = scripts.items.find((one) => one.groupId === groupId && one.language === language)
  const inherited = inheritedBy(scripts, groupId, language)
  const { greeting, closing } = own ?? inherited
  const fields = { greeting: useRef<HTMLTextAreaElement>(null), closing: useRef<HTMLTextAreaElement>(null) }
  const [last, setLast] = useState<keyof Texts>('greeting')
  const refused = useRefusal(groupId)
  // Both texts are saved together: what one saw of each goes along.
  const put = (texts: Texts) =>
    call(saveScript, { body: { groupId, language, ...texts, seen: own ? { greeting, closing } : NOTHING } })
  const said = () => sayDone(t('script.saved'))
  const editing = useSettingForm<Texts, object>(
    { greeting, closing },
    { send: ({ form }) => put(form), onSaved: said, kept: [touched, onTouch] },
  )
  const { form, change, discard, clashing, onSubmit, saving } = editing
  const forget = useSetting(
    () => put(NOTHING),
    () => {
      discard()
      said()
    },
  )
  const preview = usePreview(form, language)
  const problem = saving.error ?? forget.error
  const faults = problem ? faultsOf(problem) : preview.faults
  const field = (name: keyof typeof form) => ({
    label: t(`script.${name}`),
    error: faults[name],
    value: form[name],
    readOnly: !!refused,
    autosize: true,
    minRows: 3,
    ref: fields[name],
    onFocus: () => setLast(name),
    onChange: (event: { currentTarget: { value: string } }) => {
      saving.reset()
      change({ [name]: event.currentTarget.value })
    },
  })
  return (
    <form className={classes.columns} onSubmit={onSubmit}>
      <div className={classes.fields}>
        {problem && <ProblemNote>{problem.message}</ProblemNote>}
        <ClashNote fields={clashing.map((name) => t(`script.${name}`))} />
        {!own && <p className={classes.inherited}>{t('script.inherited')}</p>}
        <Textarea {...field('greeting')} />
        <Textarea {...field('closing')} />
        <FormActions editing={editing} refused={refused}>
          {own && (
            <Button variant="default" disabled={!!refused} title={refused} onClick={() => forget.mutate()}>
              {t('script.forget')}
            </Button>
          )}
        </FormActions>
      </div>
      <div className={classes.fields}>
        <PageSection title={t('script.preview')}>
          <div className={classes.fields}>
            <Phrase label={t('script.greeting')} text={preview.data?.greeting} />
            <Phrase label={t('script.closing')} text={preview.data?.closing} />
          </div>
        </PageSection>
        <Variables
          disabled={!!refused}
          onInsert={(words) => change({ [last]: insertAt(fields[last].current!, words) })}
        />
      </div>
    </form>
  )
}

function Variables({ disabled, onInsert }: { disabled: boolean; onInsert: (words: string) => void }) {
  const { t } = useTranslation()
  return (
    <PageSection title={t('script.variables')} lead={t('script.variablesLead')}>
      <dl className={classes.variables}>
        {SCRIPT_VARIABLES.map((name) => (
          <div key={name}>
            <dt>
              <button
                type="button"
                className={classes.name}
                disabled={disabled}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onInsert(`{{ ${name} }}`)}
              >{`{{ ${name} }}`}</button>
            </dt>
            <dd>{t(`script.variable.${name.replace('.', '_') as 'greeting'}`)}</dd>
          </div>
        ))}
      </dl>
    </PageSection>
  )
}

/** What counts where nothing of its own is written: everybody's, else the built-in one. */
function inheritedBy({ items, builtIn }: FormProps['scripts'], groupId: number | null, language: Language) {
  const everybodys =
    groupId === null ? undefined : items.find((one) => one.groupId === null && one.language === language)
  return everybodys ?? builtIn.find((one) => one.language === language)!
}

function useRefusal(groupId: number | null): string | undefined {
  const { t } = useTranslation()
  const me = useMe()
  if (me.role === 'admin') return undefined
  const leads = groupId !== null && me.rights.some((right) => right.groupId === groupId && right.right === 'full')
  return leads ? undefined : t(groupId === null ? 'admin.readOnly' : 'group.needsFull')
}

function usePreview(form: { greeting: string; closing: string }, language: Language) {
  const [asked] = useDebouncedValue(form, 350)
  const { data, error } = useQuery({
    queryKey: ['script-preview', language, asked],
    queryFn: () => call(previewScript, { body: { language, ...asked } }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return { data, faults: error instanceof Problem ? error.fields : {} }
}
