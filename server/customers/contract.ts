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
  strict,
  Text,
} from '../platform/contract.ts'

export const PhoneValidity = Choice(['valid', 'possible', 'invalid'])
export const Phone = strict({
  number: Type.String(),
  e164: Nullable(Type.String()),
  extension: Nullable(Type.String()),
  kind: Type.String(),
  country: Nullable(Type.String()),
  valid: PhoneValidity,
})
export type Phone = Static<typeof Phone>
export const OrganizationRef = strict({ id: Id, name: Type.String() })

export const Customer = strict({
  id: Id,
  name: Type.String(),
  emails: Type.Array(Type.String()),
  phones: Type.Array(Phone),
  organization: Nullable(OrganizationRef),
  taxId: Nullable(Type.String()),
  language: Nullable(Type.String()),
  zone: Nullable(Type.String()),
  notes: Type.String(),
  openTickets: Type.Integer(),
  possibleDuplicateOf: Nullable(Id),
  mergedIntoId: Nullable(Id),
  version: Type.Integer(),
  createdAt: Moment,
})
export type Customer = Static<typeof Customer>

const Language = Choice(['es', 'en', 'pt'])
const Email = Type.String({ format: 'email', maxLength: 254 })
const PhoneIn = Type.String({ minLength: 1, maxLength: 60 })
const details = {
  taxId: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  language: Type.Optional(Nullable(Language)),
  zone: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
  notes: Type.Optional(Text),
}

export const searchCustomers = endpoint({
  method: 'GET',
  path: '/api/customers',
  access: 'read',
  summary: 'The caller search: by name and surname in any order, phone, e-mail or tax id.',
  query: strict({ q: Type.Optional(Type.String({ maxLength: 200 })), ...Page }),
  reply: ListOf(Customer),
})
export const getCustomer = endpoint({
  method: 'GET',
  path: '/api/customers/:id',
  access: 'read',
  summary: 'One customer.',
  params: IdParams,
  reply: Customer,
})
export const createCustomer = endpoint({
  method: 'POST',
  path: '/api/customers',
  access: 'write',
  summary:
    'Create a customer. Phones and e-mails are checked; likely duplicates are suggested, never merged by themselves.',
  status: 201,
  body: strict({
    name: Line,
    emails: Type.Optional(Type.Array(Email, { maxItems: 20 })),
    phones: Type.Optional(Type.Array(PhoneIn, { maxItems: 20 })),
    organizationId: Type.Optional(Nullable(Id)),
    ...details,
  }),
  reply: Customer,
})
export const editCustomer = endpoint({
  method: 'PATCH',
  path: '/api/customers/:id',
  access: 'write',
  summary: 'Change a customer; e-mails and phones are replaced as whole lists.',
  params: IdParams,
  body: strict({
    version: Type.Integer(),
    name: Type.Optional(Line),
    emails: Type.Optional(Type.Array(Email, { maxItems: 20 })),
    phones: Type.Optional(Type.Array(PhoneIn, { maxItems: 20 })),
    organizationId: Type.Optional(Nullable(Id)),
    ...details,
  }),
  reply: Customer,
})

export const Organization = strict({
  id: Id,
  name: Type.String(),
  taxId: Nullable(Type.String()),
  language: Nullable(Type.String()),
  zone: Nullable(Type.String()),
  notes: Type.String(),
  version: Type.Integer(),
})
export const listOrganizations = endpoint({
  method: 'GET',
  path: '/api/organizations',
  access: 'read',
  summary: 'Organizations by name or tax id.',
  query: strict({ q: Type.Optional(Type.String({ maxLength: 200 })), ...Page }),
  reply: ListOf(Organization),
})
export const createOrganization = endpoint({
  method: 'POST',
  path: '/api/organizations',
  access: 'write',
  summary: 'Create an organization.',
  status: 201,
  body: strict({ name: Line, ...details }),
  reply: Organization,
})
