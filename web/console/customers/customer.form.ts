import type { Customer } from './data.ts'
import { type DetailsForm, detailsBody, detailsOf } from './details.form.ts'

export type CustomerForm = DetailsForm & {
  name: string
  phones: string[]
  emails: string[]
  organization: { id: number; name: string } | null
}

export function formOf(customer: Customer | undefined): CustomerForm {
  return {
    ...detailsOf(customer),
    name: customer?.name ?? '',
    phones: customer?.phones.length ? customer.phones.map(written) : [''],
    emails: customer?.emails.length ? customer.emails : [''],
    organization: customer?.organization ?? null,
  }
}

/** Phones and mails go as whole lists; what was emptied is no longer there. */
export function bodyOf({ name, phones, emails, organization, ...details }: CustomerForm) {
  return {
    ...detailsBody(details),
    name: name.trim(),
    phones: filled(phones),
    emails: filled(emails),
    organizationId: organization?.id ?? null,
  }
}

const filled = (lines: string[]) => lines.map((line) => line.trim()).filter(Boolean)

/** The number as it was given, from which the server made its parts. */
const written = ({ number, extension }: Customer['phones'][number]) =>
  extension && !number.includes(extension) ? `${number} anexo ${extension}` : number
