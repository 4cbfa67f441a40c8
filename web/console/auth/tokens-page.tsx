import { Button, Checkbox, Group, Table, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createToken, listTokens, revokeToken } from '../../../server/auth/contract.ts'
import { call } from '../../api.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SecretNote } from '../../ui/secret-note.tsx'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { sayProblem } from '../notices.tsx'
import { Page, PageSection } from '../page.tsx'
import { useAgents } from '../settings.ts'
import { confirmed } from './confirming.tsx'
import { useMe } from './me.ts'

const KEY = ['tokens']
const SCOPES = ['read', 'write', 'admin'] as const

/** Keys with which programs use the desk in somebody's name. */
export function TokensPage() {
  const { t } = useTranslation()
  usePageTitle(t('admin.tokens'))
  return (
    <Page title={t('admin.tokens')}>
      <MakeToken />
      <TokenList />
    </Page>
  )
}

function MakeToken() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const role = useMe().role
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>(['read'])
  const make = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), scopes: scopes as (typeof SCOPES)[number][] }
      return confirmed(() => call(createToken, { body }))
    },
    onSuccess: () => {
      setName('')
      void client.invalidateQueries({ queryKey: KEY })
    },
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <PageSection title={t('token.create')} lead={t('token.lead')}>
      {make.data && <SecretNote secret={make.data.token}>{t('token.once')}</SecretNote>}
      <form onSubmit={onSubmit}>
        {make.error && <ProblemNote>{make.error.message}</ProblemNote>}
        <TextInput
          label={t('token.name')}
          description={t('token.nameHint')}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group label={t('token.scopes')} value={scopes} onChange={setScopes}>
          <Group mt={4}>
            {SCOPES.filter((scope) => scope !== 'admin' || role === 'admin').map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`scope.${scope}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Button type="submit" loading={make.isPending} disabled={!name.trim() || scopes.length === 0}>
          {t('token.create')}
        </Button>
      </form>
    </PageSection>
  )
}

function TokenList() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const agents = useAgents()
  const { data } = useQuery({ queryKey: KEY, queryFn: () => call(listTokens, {}) })
  const revoke = useMutation({
    mutationFn: (id: number) => call(revokeToken, { params: { id } }),
    onError: sayProblem,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
  if (!data?.items.length) return null
  return (
    <PageSection title={t('token.all')} wide>
      <WideTable label={t('token.all')} minWidth={520} stacks>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('token.name')}</Table.Th>
              <Table.Th>{t('token.of')}</Table.Th>
              <Table.Th>{t('token.scopes')}</Table.Th>
              <Table.Th>{t('field.createdAt')}</Table.Th>
              <Table.Th data-acts>{t('token.state')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.items.map((token) => (
              <Table.Tr key={token.id}>
                <Table.Td>{token.name}</Table.Td>
                <Table.Td data-label={t('token.of')}>
                  {agents.find((agent) => agent.id === token.agentId)?.name}
                </Table.Td>
                <Table.Td data-label={t('token.scopes')}>
                  {token.scopes.map((scope) => t(`scope.${scope as 'read'}`)).join(', ')}
                </Table.Td>
                <Table.Td data-label={t('field.createdAt')}>
                  <When at={token.createdAt} as="short" />
                </Table.Td>
                <Table.Td data-acts>
                  {token.revokedAt ? (
                    <>
                      {t('token.revoked')} <When at={token.revokedAt} as="short" />
                    </>
                  ) : (
                    <Button size="compact-sm" variant="default" onClick={() => revoke.mutate(token.id)}>
                      {t('token.revoke')}
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
