import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createOrganization, listOrganizations } from '../../../server/customers/organizations.contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
import { sayProblem } from '../notices.tsx'

type Organization = { id: number; name: string }
type Props = { chosen: Organization | null; onChange: (organization: Organization | null) => void }
const CREATE = 'create'

/** The organization somebody belongs to: found while typing, or created in place. */
export function OrganizationField({ chosen, onChange }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string>()
  const [q] = useDebouncedValue((typed ?? '').trim(), 150)
  const combobox = useCombobox()
  const { data } = useQuery({
    queryKey: [...keys.customers, 'organizations', q],
    queryFn: () => call(listOrganizations, { query: { q: q || undefined, limit: 8 } }),
    enabled: typed !== undefined,
    placeholderData: keepPreviousData,
  })
  const found = data?.items ?? []
  const take = (organization: Organization | null) => {
    onChange(organization)
    setTyped(undefined)
    combobox.closeDropdown()
  }
  const create = useMutation({
    mutationFn: (name: string) => call(createOrganization, { body: { name } }),
    onSuccess: take,
    onError: sayProblem,
  })
  const submit = (value: string) => {
    if (value === CREATE) create.mutate((typed ?? '').trim())
    else take(found.find((one) => String(one.id) === value) ?? null)
  }
  const isNew = q && !found.some((one) => one.name.toLowerCase() === q.toLowerCase())
  return (
    <Combobox store={combobox} onOptionSubmit={submit} withinPortal={false} shadow="md">
      <Combobox.Target>
        <TextInput
          label={t('field.organization')}
          autoComplete="off"
          value={typed ?? chosen?.name ?? ''}
          rightSection={
            chosen && typed === undefined ? (
              <CloseButton size="sm" aria-label={t('customer.noOrganization')} onClick={() => take(null)} />
            ) : null
          }
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            combobox.openDropdown()
            combobox.resetSelectedOption()
          }}
          onBlur={() => {
            combobox.closeDropdown()
            setTyped(undefined)
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!q}>
        <Combobox.Options aria-label={t('field.organization')}>
          {found.map((one) => (
            <Combobox.Option key={one.id} value={String(one.id)}>
              {one.name}
            </Combobox.Option>
          ))}
          {isNew && <Combobox.Option value={CREATE}>{t('customer.createOrganization', { name: q })}</Combobox.Option>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
