import { Button, Fieldset, Group, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './caller-field.module.css'
import { FoundCustomer } from './caller-search.tsx'
import { useCustomerSearch } from './data.ts'

export type NewCaller = { name: string; phone: string; email: string }
type Props = {
  caller: NewCaller
  fault: string | undefined
  onChange: (caller: NewCaller) => void
  onChoose: (id: number) => void
  onCancel: () => void
  /** Beside the way back. */
  more?: ReactNode
}

/** No subscriber's number is shorter; an extension alone calls nobody from outside. */
const SHORTEST_NUMBER = 6

/** T4: an unknown caller is written down without leaving the call; who may already be known is shown, never merged by itself. */
export function NewCallerFields({ caller, fault, onChange, onChoose, onCancel, more }: Props) {
  const { t } = useTranslation()
  const [left, setLeft] = useState(false)
  const doubtful = left && !!caller.phone.trim() && caller.phone.replace(/\D/g, '').length < SHORTEST_NUMBER
  const field = (name: keyof NewCaller) => ({
    label: t(`field.${name === 'name' ? 'fullName' : name}`),
    value: caller[name],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...caller, [name]: event.currentTarget.value }),
  })
  return (
    <Fieldset legend={t('caller.newTitle')} className={classes.new}>
      <div className={classes.fields}>
        <TextInput {...field('name')} required error={!caller.name.trim() && fault} {...firstIf(!caller.name)} />
        <TextInput
          {...field('phone')}
          type="tel"
          {...firstIf(!!caller.name)}
          error={(!!caller.name.trim() && fault) || (doubtful && t('caller.doubtfulNumber'))}
          onFocus={() => setLeft(false)}
          onBlur={() => setLeft(true)}
        />
        <TextInput {...field('email')} type="email" />
      </div>
      <PerhapsKnown caller={caller} onChoose={onChoose} />
      <Group gap="xs" mt="xs">
        {more}
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onCancel}>
          {t('caller.searchAgain')}
        </Button>
      </Group>
    </Fieldset>
  )
}

/** Where one begins to write, in a dialog as well. */
const firstIf = (first: boolean) => ({ autoFocus: first, 'data-autofocus': first || undefined })

function PerhapsKnown({ caller, onChoose }: { caller: NewCaller; onChoose: (id: number) => void }) {
  const { t } = useTranslation()
  const [phone] = useDebouncedValue(caller.phone.replace(/\D/g, '').length >= 7 ? caller.phone.trim() : '', 300)
  const [email] = useDebouncedValue(/\S@\S+\.\S/.test(caller.email) ? caller.email.trim() : '', 300)
  const byPhone = useCustomerSearch(phone)
  const byEmail = useCustomerSearch(email)
  const found = [...(email ? (byEmail.data?.items ?? []) : []), ...(phone ? (byPhone.data?.items ?? []) : [])]
  const distinct = [...new Map(found.map((customer) => [customer.id, customer])).values()].slice(0, 4)
  if (distinct.length === 0) return null
  return (
    <div className={classes.perhaps} role="status">
      <p>{t('caller.perhaps')}</p>
      {distinct.map((customer) => (
        <Button
          key={customer.id}
          variant="default"
          h="auto"
          py={4}
          justify="flex-start"
          onClick={() => onChoose(customer.id)}
        >
          <FoundCustomer customer={customer} />
        </Button>
      ))}
    </div>
  )
}
