import Type from 'typebox'
import { Choice, endpoint, Id, IdParams, ListOf, Page, strict } from '../platform/contract.ts'
import { Customer, CustomerInFull, DUPLICATE_REASONS } from './contract.ts'
import { OrganizationInFull } from './organizations.contract.ts'

/** Of these, one of the two stands in the end; phones, e-mails and tags are united. */
export const TAKEABLE = ['name', 'organization', 'taxId', 'country', 'address', 'language', 'zone', 'notes'] as const
const Into = strict({ intoId: Id })
export const mergeCustomer = endpoint({
  method: 'POST',
  path: '/api/customers/:id/merge',
  access: 'write',
  summary:
    'Merge a customer into another, who keeps the phones, e-mails and tags of both and, of the rest, their own unless told otherwise. Answers the survivor.',
  params: IdParams,
  body: strict({
    intoId: Id,
    /** Fields of which the one merged away is right. What the survivor lacks is taken in any case. */
    take: Type.Optional(Type.Array(Choice(TAKEABLE), { maxItems: TAKEABLE.length })),
    /** Keep both notes, one after the other. */
    joinNotes: Type.Optional(Type.Boolean()),
    /** Questions of which the answer of the one merged away is right. */
    takeAnswers: Type.Optional(Type.Array(Id, { maxItems: 100 })),
  }),
  reply: CustomerInFull,
})
export const customerBelongings = endpoint({
  method: 'GET',
  path: '/api/customers/:id/belongings',
  access: 'read',
  summary: 'How much would follow this customer in a merge, as far as the reader may see it; at most 1000 of each.',
  params: IdParams,
  reply: strict({ tickets: Type.Integer(), calls: Type.Integer(), activities: Type.Integer() }),
})
export const unmergeCustomer = endpoint({
  method: 'POST',
  path: '/api/customers/:id/unmerge',
  access: 'write',
  summary: 'Take a merge back, at any time: what was moved returns. Answers the one who is back.',
  params: IdParams,
  reply: CustomerInFull,
})
export const mergeOrganization = endpoint({
  method: 'POST',
  path: '/api/organizations/:id/merge',
  access: 'write',
  summary: 'Merge an organization into another, which keeps the people and tickets of both. Answers the survivor.',
  params: IdParams,
  body: Into,
  reply: OrganizationInFull,
})
export const unmergeOrganization = endpoint({
  method: 'POST',
  path: '/api/organizations/:id/unmerge',
  access: 'write',
  summary: 'Take a merge of organizations back. Answers the one that is back.',
  params: IdParams,
  reply: OrganizationInFull,
})

export const listDuplicates = endpoint({
  method: 'GET',
  path: '/api/duplicates',
  access: 'read',
  summary: 'The work list of those who may be in the book twice.',
  query: strict({ ...Page }),
  reply: ListOf(strict({ one: Customer, other: Customer, reasons: Type.Array(Choice(DUPLICATE_REASONS)) })),
})
export const tellApart = endpoint({
  method: 'POST',
  path: '/api/customers/:id/tell-apart',
  access: 'write',
  summary: 'Say that two are not the same person: they are not suggested again.',
  status: 204,
  params: IdParams,
  body: strict({ otherId: Id }),
})
