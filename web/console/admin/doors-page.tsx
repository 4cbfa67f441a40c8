import { Button, NumberInput, Radio, Skeleton, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editSecurity, type getSecurity } from '../../../server/admin/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { sayDone } from '../notices.tsx'
import { Page, PageSection } from '../page.tsx'
import { providersQuery, securityQuery } from './admin-data.ts'
import { ClashNote } from './clash-note.tsx'
import { FormActions } from './form-actions.tsx'
import { ProviderEditor } from './provider-editor.tsx'
import { useSettingForm } from './use-setting-form.ts'

type Security = ReplyOf<typeof getSecurity>

/** How people come in: of whom a second factor is asked, and the company's own identity server. */
export function DoorsPage() {
  const { t } = useTranslation()
  const { data: security } = useQuery(securityQuery)
  const { data: providers, error } = useQuery(providersQuery)
  const [creating, setCreating] = useState(false)
  usePageTitle(t('admin.doors'))
  return (
    <Page title={t('admin.doors')}>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!security && !error && <Skeleton height={240} />}
      {security && <SecondFactor security={security} />}
      {providers && (
        <PageSection title={t('provider.many')} lead={t('provider.lead')} wide>
          <Stack gap="md">
            {providers.items.map((provider) => (
              <ProviderEditor key={provider.id} provider={provider} redirectUri={providers.redirectUri} />
            ))}
            {creating ? (
              <ProviderEditor
                provider={undefined}
                redirectUri={providers.redirectUri}
                onDone={() => setCreating(false)}
              />
            ) : (
              <div>
                <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
                  {t('provider.create')}
                </Button>
              </div>
            )}
          </Stack>
        </PageSection>
      )}
    </Page>
  )
}

const WHO = ['nobody', 'admins', 'everybody'] as const

function SecondFactor({ security }: { security: Security }) {
  const { t } = useTranslation()
  const editing = useSettingForm(security, {
    send: ({ changed, seen }) => call(editSecurity, { body: { ...changed, seen } }),
    onSaved: () => sayDone(t('doors.saved')),
  })
  const { form, change, clashing, onSubmit, saving } = editing
  return (
    <PageSection title={t('doors.secondFactor')} lead={t('doors.secondFactorLead')}>
      <form onSubmit={onSubmit}>
        {saving.error && <ProblemNote>{saving.error.message}</ProblemNote>}
        <ClashNote fields={clashing.map((field) => t(field === 'graceDays' ? 'doors.grace' : 'doors.ofWhom'))} />
        <Radio.Group
          label={t('doors.ofWhom')}
          value={form.secondFactor}
          onChange={(secondFactor) => change({ secondFactor: secondFactor as Security['secondFactor'] })}
        >
          <Stack gap={6} mt={6}>
            {WHO.map((who) => (
              <Radio key={who} value={who} label={t(`doors.${who}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <NumberInput
          label={t('doors.grace')}
          description={t('doors.graceHint')}
          min={0}
          max={90}
          disabled={form.secondFactor === 'nobody'}
          value={form.graceDays}
          onChange={(days) => change({ graceDays: Number(days) })}
        />
        <FormActions editing={editing} />
      </form>
    </PageSection>
  )
}
