import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createOrganization, editOrganization } from '../../../server/customers/organizations.contract.ts'
import { call, Problem } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { FormDialog } from '../form-dialog.tsx'
import { type Organization, organizationQuery } from './data.ts'
import { detailsBody, detailsOf } from './details.form.ts'
import { DetailsFields } from './details-fields.tsx'

type Props = { organization?: Organization; onClose: () => void; onSaved: (organization: Organization) => void }

/** An organization's data; when somebody else changed them meanwhile, that is said and what was typed stays. */
export function OrganizationDialog({ organization, onClose, onSaved }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState(organization?.name ?? '')
  const [form, setForm] = useState(() => detailsOf(organization))
  const [version, setVersion] = useState(organization?.version ?? 0)
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), ...detailsBody(form) }
      return organization
        ? call(editOrganization, { params: { id: organization.id }, body: { version, ...body } })
        : call(createOrganization, { body })
    },
    onSuccess: (saved) => {
      queries.setQueryData(organizationQuery(saved.id).queryKey, saved)
      void queries.invalidateQueries({ queryKey: keys.customers })
      onSaved(saved)
    },
    onError: (error) => {
      const now = error instanceof Problem ? (error.told.organization as Organization | undefined) : undefined
      if (now) setVersion(now.version)
    },
  })
  const problem = save.error instanceof Problem ? save.error : undefined
  const stale = problem?.code === 'stale'
  return (
    <FormDialog
      title={t(organization ? 'organization.edit' : 'organization.create')}
      wide
      saving={save}
      said={stale ? t('customer.stale') : undefined}
      submit={stale ? t('customer.saveAnyway') : t('do.save')}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.name')}
        required
        data-autofocus
        error={problem?.fields.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <DetailsFields
        about="organization"
        form={form}
        fault={(field) => problem?.fields[field]}
        onChange={(fields) => setForm((before) => ({ ...before, ...fields }))}
      />
    </FormDialog>
  )
}
