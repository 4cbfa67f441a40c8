import { Button, NativeSelect, Skeleton, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  listScripts,
  previewScript,
  SCRIPT_VARIABLES,
  type Script,
  saveScript,
} from '../../../server/conversations/scripts.contract.ts'
import { call, Problem } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useMe } from '../auth/me.ts'
import { Phrase } from '../cockpit/phrase.tsx'
import { insertAt } from '../insert-at.ts'
import { sayDone } from '../notices.tsx'
import { Page, PageSection } from '../page.tsx'
import { useGroups } from '../settings.ts'
import classes from './scripts.module.css'

const scriptsQuery = queryOptions({ queryKey: keys.settings('call-scripts'), queryFn: () => call(listScripts, {}) })
const LANGUAGES = ['es', 'en', 'pt'] as const
type Language = (typeof LANGUAGES)[number]

/** T2: what is said at the beginning and at the end of a call, per group and language, heard before it is saved. */
export function ScriptsPage() {
  const { t, i18n } = useTranslation()
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  const groups = useGroups().filter(({ active }) => active)
  const [group, setGroup] = useState('')
  const [language, setLanguage] = useState<Language>('es')
  const { data, error } = useQuery(scriptsQuery)
  // What was typed stays while one looks at another group or language.
  const [typed, setTyped] = useState<Record<string, Texts | undefined>>({})
  const name = `${group} ${language}`
  usePageTitle(t('admin.scripts'))
  useBlocker({
    shouldBlockFn: () => !window.confirm(t('script.leave')),
    enableBeforeUnload: true,
    disabled: !Object.values(typed).some(Boolean),
  })
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
          data={LANGUAGES.map((one) => ({ value: one, label: names.of(one) ?? one }))}
          onChange={(event) => setLanguage(event.currentTarget.value as Language)}
        />
      </div>
      {!data && !error && <Skeleton height={320} />}
      {data && (
        <ScriptForm
          key={name}
          {...{ groupId, language, scripts: data, typed: typed[name] }}
          onType={(texts) => setTyped((before) => ({ ...before, [name]: texts }))}
        />
      )}
    </Page>
  )
}

type Texts = Pick<Script, 'greeting' | 'closing'>
type FormProps = {
  groupId: number | null
  language: Language
  scripts: { items: Script[]; builtIn: Script[] }
  typed: Texts | undefined
  onType: (texts: Texts | undefined) => void
}

function ScriptForm({ groupId, language, scripts, typed, onType }: FormProps) {
  const { t } = useTranslation()
  const own = scripts.items.find((one) => one.groupId === groupId && one.language === language)
  const inherited = inheritedBy(scripts, groupId, language)
  const { greeting, closing } = own ?? inherited
  const form = typed ?? { greeting, closing }
  const setForm = (texts: Texts) => onType(texts.greeting === greeting && texts.closing === closing ? undefined : texts)
  const fields = { greeting: useRef<HTMLTextAreaElement>(null), closing: useRef<HTMLTextAreaElement>(null) }
  const [last, setLast] = useState<keyof Texts>('greeting')
  const refused = useRefusal(groupId)
  const save = useMutation({
    mutationFn: (texts: typeof form) => call(saveScript, { body: { groupId, language, ...texts } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: scriptsQuery.queryKey })
      onType(undefined)
      sayDone(t('script.saved'))
    },
  })
  const preview = usePreview(form, language)
  const faults = save.error instanceof Problem ? save.error.fields : preview.faults
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(form)
  }
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
      save.reset()
      setForm({ ...form, [name]: event.currentTarget.value })
    },
  })
  return (
    <form className={classes.columns} onSubmit={onSubmit}>
      <div className={classes.fields}>
        {save.error && !(save.error instanceof Problem && Object.keys(faults).length) && (
          <ProblemNote>{save.error.message}</ProblemNote>
        )}
        {!own && <p className={classes.inherited}>{t('script.inherited')}</p>}
        <Textarea {...field('greeting')} />
        <Textarea {...field('closing')} />
        <div className={classes.actions}>
          <Button type="submit" disabled={!!refused} title={refused} loading={save.isPending}>
            {t('do.save')}
          </Button>
          {own && (
            <Button
              variant="default"
              disabled={!!refused}
              title={refused}
              onClick={() => save.mutate({ greeting: '', closing: '' })}
            >
              {t('script.forget')}
            </Button>
          )}
        </div>
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
          onInsert={(words) => setForm({ ...form, [last]: insertAt(fields[last].current!, words) })}
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
