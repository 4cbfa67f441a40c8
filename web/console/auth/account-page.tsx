import { Button, NativeSelect, PasswordInput, Table, TextInput, VisuallyHidden } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changePassword, editMe, endSession, listSessions } from '../../../server/auth/contract.ts'
import { call } from '../../api.ts'
import { LANGUAGE_CHOICES, type Language, speak } from '../../i18n.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { sayDone, sayProblem } from '../notices.tsx'
import { Page, PageSection } from '../page.tsx'
import { ZoneSelect } from '../places.tsx'
import { meQuery, useMe } from './me.ts'
import { NewPasswordField } from './password-field.tsx'

/** What is mine: my name, language and zone, my password, and where I am signed in. */
export function AccountPage() {
  const { t } = useTranslation()
  usePageTitle(t('account.title'))
  return (
    <Page title={t('account.title')}>
      <Profile />
      <Password />
      <Sessions />
    </Page>
  )
}

function Profile() {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const [form, setForm] = useState({ name: me.name, language: me.language, zone: me.zone })
  const save = useMutation({
    mutationFn: () => call(editMe, { body: form }),
    onSuccess: async (saved) => {
      client.setQueryData(meQuery.queryKey, saved)
      await speak(saved.language)
      void client.invalidateQueries()
      sayDone(t('account.saved'))
    },
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <PageSection title={t('account.profile')}>
      <form onSubmit={onSubmit}>
        {save.error && <ProblemNote>{save.error.message}</ProblemNote>}
        <TextInput
          label={t('field.fullName')}
          required
          value={form.name}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('field.language')}
          value={form.language}
          data={LANGUAGE_CHOICES}
          onChange={(event) => setForm({ ...form, language: event.currentTarget.value as Language })}
        />
        <ZoneSelect value={form.zone} onChange={(zone) => setForm({ ...form, zone })} />
        <Button type="submit" loading={save.isPending}>
          {t('do.save')}
        </Button>
      </form>
    </PageSection>
  )
}

function Password() {
  const { t } = useTranslation()
  const me = useMe()
  const change = useMutation({
    mutationFn: (body: { current: string; next: string }) => call(changePassword, { body }),
    onSuccess: () => sayDone(t('account.passwordChanged')),
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    change.mutate(
      { current: String(fields.get('current')), next: String(fields.get('next')) },
      { onSuccess: () => form.reset() },
    )
  }
  const toggle = { visibilityToggleButtonProps: { 'aria-label': t('auth.showPassword') } }
  return (
    <PageSection title={t('account.password')} lead={t('account.passwordLead')}>
      <form onSubmit={onSubmit}>
        {change.error && <ProblemNote>{change.error.message}</ProblemNote>}
        <PasswordInput
          name="current"
          label={t('account.current')}
          autoComplete="current-password"
          required
          {...toggle}
        />
        <NewPasswordField name="next" label={t('account.next')} about={[me.name, me.email, me.company.name]} />
        <Button type="submit" loading={change.isPending}>
          {t('account.change')}
        </Button>
      </form>
    </PageSection>
  )
}

function Sessions() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const key = ['sessions']
  const { data } = useQuery({ queryKey: key, queryFn: () => call(listSessions, {}) })
  const end = useMutation({
    mutationFn: (id: number) => call(endSession, { params: { id } }),
    onError: sayProblem,
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
  return (
    <PageSection title={t('account.sessions')} lead={t('account.sessionsLead')} wide>
      <WideTable label={t('account.sessions')} minWidth={480} stacks>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('account.device')}</Table.Th>
              <Table.Th>{t('account.address')}</Table.Th>
              <Table.Th>{t('account.since')}</Table.Th>
              <Table.Th>{t('account.seen')}</Table.Th>
              <Table.Th data-acts>
                <VisuallyHidden>{t('account.end')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data?.items.map((session) => (
              <Table.Tr key={session.id}>
                <Table.Td>{session.device ?? t('account.unknownDevice')}</Table.Td>
                <Table.Td data-label={t('account.address')}>{session.address}</Table.Td>
                <Table.Td data-label={t('account.since')}>
                  <When at={session.createdAt} as="short" />
                </Table.Td>
                <Table.Td data-label={t('account.seen')}>
                  <When at={session.seenAt} />
                </Table.Td>
                <Table.Td data-acts>
                  {session.current ? (
                    t('account.thisOne')
                  ) : (
                    <Button size="compact-sm" variant="default" onClick={() => end.mutate(session.id)}>
                      {t('account.end')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </PageSection>
  )
}
