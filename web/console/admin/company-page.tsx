import { Button, FileButton, Group, MultiSelect, NativeSelect, Skeleton, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { editCompany, type getCompany, setLogo } from '../../../server/admin/contract.ts'
import type { BodyOf, ReplyOf } from '../../../server/platform/contract.ts'
import { call, Problem } from '../../api.ts'
import { LANGUAGE_CHOICES, type Language } from '../../i18n.ts'
import { keys, queries } from '../../queries.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { sayDone } from '../notices.tsx'
import { Page, PageSection } from '../page.tsx'
import { CountrySelect, useCountries } from '../places.tsx'
import { companyQuery } from '../settings.ts'
import classes from './admin.module.css'
import { useSetting } from './admin-data.ts'
import { ClashNote } from './clash-note.tsx'
import { FormActions } from './form-actions.tsx'
import { useAdminsOnly } from './use-admins-only.ts'
import { type Edit, useSettingForm } from './use-setting-form.ts'

type Company = ReplyOf<typeof getCompany>

export function CompanyPage() {
  const { t } = useTranslation()
  const { data: company, error } = useQuery(companyQuery)
  usePageTitle(t('admin.company'))
  return (
    <Page title={t('admin.company')}>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!company && !error && <Skeleton height={220} />}
      {company && (
        <>
          <CompanyForm company={company} />
          <Channels company={company} />
          <Logo company={company} />
        </>
      )}
    </Page>
  )
}

function useCompanyForm<T extends object>(fields: T, bodyOf: (edit: Edit<T>) => BodyOf<typeof editCompany>) {
  const { t } = useTranslation()
  return useSettingForm(fields, {
    send: (edit) => call(editCompany, { body: bodyOf(edit) }),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: keys.me })
      sayDone(t('company.saved'))
    },
  })
}

const FIELDS = {
  name: 'setup.companyName',
  country: 'field.country',
  countries: 'company.countries',
  language: 'company.language',
} as const

function CompanyForm({ company }: { company: Company }) {
  const { t } = useTranslation()
  const refused = useAdminsOnly()
  const countries = useCountries()
  const { name, country, countries: alsoIn, language } = company
  const editing = useCompanyForm({ name, country, countries: alsoIn, language }, ({ changed, seen }) => ({
    ...changed,
    seen,
  }))
  const { form, change, clashing, onSubmit, saving } = editing
  return (
    <PageSection title={t('company.data')}>
      <form onSubmit={onSubmit}>
        {saving.error && <ProblemNote>{saving.error.message}</ProblemNote>}
        <ClashNote fields={clashing.map((field) => t(FIELDS[field]))} />
        <TextInput
          label={t('setup.companyName')}
          required
          disabled={!!refused}
          value={form.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <CountrySelect value={form.country} disabled={!!refused} onChange={(chosen) => change({ country: chosen })} />
        <MultiSelect
          label={t('company.countries')}
          description={t('company.countriesHint')}
          data={countries}
          disabled={!!refused}
          searchable
          value={form.countries}
          onChange={(chosen) => change({ countries: chosen })}
        />
        <NativeSelect
          label={t('company.language')}
          description={t('company.languageHint')}
          disabled={!!refused}
          data={LANGUAGE_CHOICES}
          value={form.language}
          onChange={(event) => change({ language: event.currentTarget.value as Language })}
        />
        <TextInput label={t('field.zone')} description={t('company.zoneHint')} value={company.zone} disabled />
        <FormActions editing={editing} refused={refused} />
      </form>
    </PageSection>
  )
}

const CHANNELS = ['phone', 'email', 'portal', 'hours'] as const

/** E7: how customers reach support: read by scripts, mails and the portal, and shown to agents. */
function Channels({ company }: { company: Company }) {
  const { t } = useTranslation()
  const refused = useAdminsOnly()
  const editing = useCompanyForm(company.channels, ({ changed, seen }) => ({
    ...{ channels: changed, seen: { channels: seen } },
  }))
  const { form, change, clashing, onSubmit, saving } = editing
  return (
    <PageSection title={t('company.supportChannels')} lead={t('company.supportChannelsHint')}>
      <form onSubmit={onSubmit}>
        {saving.error && <ProblemNote>{saving.error.message}</ProblemNote>}
        <ClashNote fields={clashing.map((channel) => t(`company.channel.${channel}`))} />
        {CHANNELS.map((channel) => (
          <TextInput
            key={channel}
            label={t(`company.channel.${channel}`)}
            disabled={!!refused}
            maxLength={500}
            value={form[channel]}
            onChange={(event) => change({ [channel]: event.currentTarget.value })}
          />
        ))}
        <Textarea
          label={t('company.channel.note')}
          autosize
          minRows={2}
          disabled={!!refused}
          value={form.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
        {company.supportChannels && <p>{t('company.readOut', { channels: company.supportChannels })}</p>}
        <FormActions editing={editing} refused={refused} />
      </form>
    </PageSection>
  )
}

function Logo({ company }: { company: Company }) {
  const { t } = useTranslation()
  const refused = useAdminsOnly()
  const change = useSetting(
    async (file: File | null) => call(setLogo, { body: { picture: file && (await base64(file)) } }),
    () => void queries.invalidateQueries({ queryKey: keys.me }),
  )
  const problem = change.error instanceof Problem ? (change.error.fields.picture ?? change.error.message) : null
  return (
    <PageSection title={t('company.logo')} lead={t('company.logoHint')}>
      {problem && <ProblemNote>{problem}</ProblemNote>}
      <Group>
        {company.logo && <img className={classes.logo} src={company.logo} alt={company.name} />}
        <FileButton
          accept="image/png,image/jpeg,image/webp"
          disabled={!!refused}
          onChange={(file) => file && change.mutate(file)}
        >
          {(props) => (
            <Button {...props} variant="default" loading={change.isPending} title={refused}>
              {t('company.logoChoose')}
            </Button>
          )}
        </FileButton>
        {company.logo && (
          <Button variant="default" disabled={!!refused} title={refused} onClick={() => change.mutate(null)}>
            {t('do.remove')}
          </Button>
        )}
      </Group>
    </PageSection>
  )
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
