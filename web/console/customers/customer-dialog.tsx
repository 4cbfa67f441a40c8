import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createCustomer, editCustomer } from '../../../server/customers/contract.ts'
import { call, Problem } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { FormDialog } from '../form-dialog.tsx'
import { bodyOf, type CustomerForm, formOf } from './customer.form.ts'
import { type Customer, customerQuery } from './data.ts'
import { DetailsFields } from './details-fields.tsx'
import { LineList } from './line-list.tsx'
import { OrganizationField } from './organization-field.tsx'

type Props = { customer?: Customer; onClose: () => void; onSaved: (customer: Customer) => void }

/** T4: a person's data; when somebody else changed them meanwhile, that is said and what was typed stays. */
export function CustomerDialog({ customer, onClose, onSaved }: Props) {
  const { t } = useTranslation()
  const [form, setForm] = useState(() => formOf(customer))
  const [version, setVersion] = useState(customer?.version ?? 0)
  const change = (fields: Partial<CustomerForm>) => setForm((before) => ({ ...before, ...fields }))
  const save = useMutation({
    mutationFn: () =>
      customer
        ? call(editCustomer, { params: { id: customer.id }, body: { version, ...bodyOf(form) } })
        : call(createCustomer, { body: bodyOf(form) }),
    onSuccess: (saved) => {
      queries.setQueryData(customerQuery(saved.id).queryKey, saved)
      void queries.invalidateQueries({ queryKey: keys.customers })
      onSaved(saved)
    },
    onError: (error) => {
      const now = error instanceof Problem && error.code === 'stale' ? (error.told.customer as Customer) : undefined
      if (now) setVersion(now.version)
    },
  })
  const stale = save.error instanceof Problem && save.error.code === 'stale'
  const faults = save.error instanceof Problem ? save.error.fields : {}
  const fault = (name: string) =>
    Object.entries(faults).find(([field]) => field === name || field.startsWith(`${name}.`))?.[1]
  return (
    <FormDialog
      title={t(customer ? 'customer.edit' : 'customer.create')}
      wide
      saving={save}
      said={stale ? t('customer.stale') : undefined}
      submit={stale ? t('customer.saveAnyway') : t('do.save')}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.fullName')}
        required
        data-autofocus
        error={fault('name')}
        value={form.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <LineList
        label={t('field.phone')}
        type="tel"
        lines={form.phones}
        fault={fault('phones')}
        onChange={(phones) => change({ phones })}
      />
      <LineList
        label={t('field.email')}
        type="email"
        lines={form.emails}
        fault={fault('emails')}
        onChange={(emails) => change({ emails })}
      />
      <OrganizationField chosen={form.organization} onChange={(organization) => change({ organization })} />
      <DetailsFields about="customer" form={form} fault={fault} onChange={change} />
    </FormDialog>
  )
}
