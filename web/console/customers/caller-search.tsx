import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './caller-field.module.css'
import { type Found, useCustomerSearch } from './data.ts'

type Props = {
  label: string
  fault: string | undefined
  onChoose: (id: number) => void
  onCreate?: (typed: string) => void
}
const CREATE = 'create'
/** Of one letter everybody would be found. */
const SHORTEST = 2

/** T3: by name and surname in any order, number, mail or tax id; arrows and Enter are enough. */
export function CallerSearch({ label, fault, onChoose, onCreate }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 120)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const { data, isFetching } = useCustomerSearch(asked)
  const found = asked.length >= SHORTEST ? (data?.items ?? []) : []
  const ready = asked.length >= SHORTEST && data !== undefined
  useEffect(() => {
    if (ready) combobox.selectFirstOption()
    // The first match is offered whenever the matches change.
  }, [data, ready])
  // With nothing to show it would only keep Escape from the dialog it may stand in.
  const open = (text: string) => (text.trim().length >= SHORTEST ? combobox.openDropdown() : combobox.closeDropdown())
  const submit = (value: string) => {
    combobox.closeDropdown()
    if (value === CREATE) onCreate?.(typed)
    else onChoose(Number(value))
  }
  return (
    <Combobox store={combobox} onOptionSubmit={submit} shadow="md">
      <Combobox.Target>
        <TextInput
          label={label}
          description={t('caller.hint')}
          error={fault}
          required
          autoFocus
          data-autofocus
          autoComplete="off"
          leftSection={<IconSearch size={16} />}
          rightSection={isFetching && typed ? <Loader size={14} /> : null}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            open(event.currentTarget.value)
          }}
          onFocus={() => open(typed)}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!ready}>
        <Combobox.Options aria-label={label}>
          {found.map((customer) => (
            <Combobox.Option key={customer.id} value={String(customer.id)} className={classes.option}>
              <FoundCustomer customer={customer} />
            </Combobox.Option>
          ))}
          {onCreate && (
            <Combobox.Option value={CREATE} className={classes.create}>
              <IconUserPlus size={16} aria-hidden /> {t('caller.create', { typed: typed.trim() })}
            </Combobox.Option>
          )}
          {!onCreate && found.length === 0 && <Combobox.Empty>{t('do.nothingFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

export function FoundCustomer({ customer }: { customer: Found }) {
  const { t } = useTranslation()
  return (
    <span className={classes.found}>
      <span className={classes.name}>
        {customer.name}
        {customer.organization && <span className={classes.of}> · {customer.organization.name}</span>}
      </span>
      <span className={classes.reach}>
        {[customer.phones[0]?.number, customer.emails[0]].filter(Boolean).join(' · ')}
        {customer.openTickets > 0 && <b>{t('caller.open', { count: customer.openTickets })}</b>}
      </span>
    </span>
  )
}
