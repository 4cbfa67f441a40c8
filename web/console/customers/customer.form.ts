import type { Customer } from './data.ts'

export type CustomerForm = {
  name: string
  phones: string[]
  emails: string[]
  organization: { id: number; name: string } | null
  taxId: string
  language: '' | 'es' | 'en' | 'pt'
  zone: string
  notes: string
}

export function formOf(customer: Customer | undefined): CustomerForm {
  return {
    name: customer?.name ?? '',
    phones: customer?.phones.length ? customer.phones.map(written) : [''],
    emails: customer?.emails.length ? customer.emails : [''],
    organization: customer?.organization ?? null,
    taxId: customer?.taxId ?? '',
    language: (customer?.language ?? '') as CustomerForm['language'],
    zone: customer?.zone ?? '',
    notes: customer?.notes ?? '',
  }
}

/** Phones and mails go as whole lists; what was emptied is no longer there. */
export function bodyOf(form: CustomerForm) {
  return {
    name: form.name.trim(),
    phones: filled(form.phones),
    emails: filled(form.emails),
    organizationId: form.organization?.id ?? null,
    taxId: form.taxId.trim() || null,
    language: form.language || null,
    zone: form.zone || null,
    notes: form.notes,
  }
}

const filled = (lines: string[]) => lines.map((line) => line.trim()).filter(Boolean)

/** The number as it was given, from which the server made its parts. */
const written = ({ number, extension }: Customer['phones'][number]) =>
  extension && !number.includes(extension) ? `${number} anexo ${extension}` : number
