import { Button, Skeleton, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editCompany, type getCompany } from '../../../server/admin/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useMe } from '../auth/me.ts'
import { sayDone } from '../notices.tsx'
import { Page, PageSection } from '../page.tsx'
import { CountrySelect } from '../places.tsx'
import { companyQuery } from '../settings.ts'

export function CompanyPage() {
  const { t } = useTranslation()
  const { data: company, error } = useQuery(companyQuery)
  usePageTitle(t('admin.company'))
  return (
    <Page title={t('admin.company')}>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!company && !error && <Skeleton height={220} />}
      {company && <CompanyForm company={company} />}
    </Page>
  )
}

function CompanyForm({ company }: { company: ReplyOf<typeof getCompany> }) {
  const { t } = useTranslation()
  const admin = useMe().role === 'admin'
  const { zone, ...editable } = company
  const [form, setForm] = useState(editable)
  const save = useMutation({
    mutationFn: () => call(editCompany, { body: form }),
    onSuccess: (saved) => {
      queries.setQueryData(companyQuery.queryKey, saved)
      void queries.invalidateQueries({ queryKey: keys.me })
      sayDone(t('company.saved'))
    },
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <PageSection title={t('company.data')}>
      <form onSubmit={onSubmit}>
        {save.error && <ProblemNote>{save.error.message}</ProblemNote>}
        <TextInput
          label={t('setup.companyName')}
          required
          disabled={!admin}
          value={form.name}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        />
        <CountrySelect value={form.country} disabled={!admin} onChange={(country) => setForm({ ...form, country })} />
        <TextInput label={t('field.zone')} description={t('company.zoneHint')} value={zone} disabled />
        <Textarea
          label={t('company.supportChannels')}
          description={t('company.supportChannelsHint')}
          autosize
          minRows={3}
          disabled={!admin}
          value={form.supportChannels}
          onChange={(event) => setForm({ ...form, supportChannels: event.currentTarget.value })}
        />
        <Button
          type="submit"
          disabled={!admin}
          title={admin ? undefined : t('admin.readOnly')}
          loading={save.isPending}
        >
          {t('do.save')}
        </Button>
      </form>
    </PageSection>
  )
}
