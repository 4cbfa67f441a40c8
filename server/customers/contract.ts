import Type, { type Static } from 'typebox'
import {
  Choice,
  endpoint,
  Id,
  IdParams,
  Line,
  ListOf,
  Moment,
  Nullable,
  Page,
  SOME,
  strict,
  Text,
} from '../platform/contract.ts'

export const PhoneValidity = Choice(['valid', 'possible', 'invalid'])
/** Why a number is not plainly valid (Z7). */
export const PHONE_FAULTS = ['withheld', 'unassigned', 'too_short', 'too_long', 'no_country', 'no_number'] as const
export const Phone = strict({
  number: Type.String(),
  e164: Nullable(Type.String()),
  extension: Nullable(Type.String()),
  kind: Type.String(),
  country: Nullable(Type.String()),
  valid: PhoneValidity,
  reason: Nullable(Choice(PHONE_FAULTS)),
})
export type Phone = Static<typeof Phone>
export const OrganizationRef = strict({ id: Id, name: Type.String() })
export const CustomerRef = strict({ id: Id, name: Type.String() })

export const TAX_FAULTS = ['wrong_length', 'wrong_form', 'wrong_check_digit', 'unknown_country'] as const
/** A tax id as its country reads it: shown, never forced. */
export const TaxId = strict({
  number: Type.String(),
  kind: Nullable(Type.String()),
  country: Type.String(),
  valid: Type.Boolean(),
  generic: Type.Boolean(),
  reason: Nullable(Choice(TAX_FAULTS)),
})
export type TaxId = Static<typeof TaxId>

export const DUPLICATE_REASONS = ['same_phone', 'same_tax_id', 'same_organization', 'same_domain', 'similar'] as const
export const PossibleDuplicate = strict({
  id: Id,
  name: Type.String(),
  organization: Nullable(OrganizationRef),
  reasons: Type.Array(Choice(DUPLICATE_REASONS)),
})
export const Answer = strict({ questionId: Id, question: Type.String(), value: Type.String() })
export const Merged = strict({ id: Id, name: Type.String(), at: Moment, by: Nullable(Type.String()) })

/** A person as lists show them. */
export const Customer = strict({
  id: Id,
  name: Type.String(),
  emails: Type.Array(Type.String()),
  phones: Type.Array(Phone),
  organization: Nullable(OrganizationRef),
  taxId: Nullable(Type.String()),
  country: Nullable(Type.String()),
  address: Type.String(),
  language: Nullable(Type.String()),
  zone: Nullable(Type.String()),
  tags: Type.Array(Type.String()),
  notes: Type.String(),
  openTickets: Type.Integer(),
  possibleDuplicateOf: Nullable(Id),
  mergedIntoId: Nullable(Id),
  version: Type.Integer(),
  createdAt: Moment,
})
export type Customer = Static<typeof Customer>
/** A person in full: with what takes a second look. */
export const CustomerInFull = strict({
  ...Customer.properties,
  taxIdCheck: Nullable(TaxId),
  failingEmails: Type.Array(strict({ address: Type.String(), since: Moment, failure: Nullable(Type.String()) })),
  answers: Type.Array(Answer),
  possibleDuplicates: Type.Array(PossibleDuplicate),
  merged: Type.Array(Merged),
  can: strict({ merge: Type.Union([Type.Literal(true), Type.String()]) }),
})
export type CustomerInFull = Static<typeof CustomerInFull>

const Language = Choice(['es', 'en', 'pt'])
const Email = Type.String({ format: 'email', maxLength: 254 })
const PhoneIn = Type.String({ minLength: 1, maxLength: 60 })
const Tag = Type.String({ minLength: 1, maxLength: 60, pattern: SOME })
export const AnswersIn = Type.Array(strict({ questionId: Id, value: Nullable(Type.String({ maxLength: 2000 })) }), {
  maxItems: 100,
})
export const details = {
  taxId: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  country: Type.Optional(Nullable(Type.String({ pattern: '^[A-Z]{2}$' }))),
  address: Type.Optional(Type.String({ maxLength: 1000 })),
  language: Type.Optional(Nullable(Language)),
  zone: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
  tags: Type.Optional(Type.Array(Tag, { maxItems: 30 })),
  notes: Type.Optional(Text),
  answers: Type.Optional(AnswersIn),
}
const reach = {
  emails: Type.Optional(Type.Array(Email, { maxItems: 20 })),
  phones: Type.Optional(Type.Array(PhoneIn, { maxItems: 20 })),
  organizationId: Type.Optional(Nullable(Id)),
}

export const searchCustomers = endpoint({
  method: 'GET',
  path: '/api/customers',
  access: 'read',
  summary:
    'The caller search `q`: by name and surname in any order, phone, e-mail, tax id or organization. `phone` is the exact reverse look-up: several may have it, none is chosen.',
  query: strict({
    q: Type.Optional(Type.String({ maxLength: 200 })),
    phone: Type.Optional(Type.String({ maxLength: 60 })),
    organizationId: Type.Optional(Id),
    ...Page,
  }),
  reply: ListOf(Customer),
})
export const getCustomer = endpoint({
  method: 'GET',
  path: '/api/customers/:id',
  access: 'read',
  summary: 'One customer in full; who was merged away says into whom.',
  params: IdParams,
  reply: CustomerInFull,
})
export const createCustomer = endpoint({
  method: 'POST',
  path: '/api/customers',
  access: 'write',
  summary:
    'Create a customer. Phones and e-mails are checked; likely duplicates are suggested, never merged by themselves.',
  status: 201,
  body: strict({ name: Line, ...reach, ...details }),
  reply: CustomerInFull,
})
export const editCustomer = endpoint({
  method: 'PATCH',
  path: '/api/customers/:id',
  access: 'write',
  summary: 'Change a customer; e-mails, phones and tags are replaced as whole lists, answers one by one.',
  params: IdParams,
  body: strict({ version: Type.Integer(), name: Type.Optional(Line), ...reach, ...details }),
  reply: CustomerInFull,
})
