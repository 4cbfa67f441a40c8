import Type from 'typebox'
import { Choice, endpoint, Id, IdParams, ListOf, Page, strict } from '../platform/contract.ts'
import { Customer, CustomerInFull, DUPLICATE_REASONS } from './contract.ts'
import { OrganizationInFull } from './organizations.contract.ts'

const Into = strict({ intoId: Id })
export const mergeCustomer = endpoint({
  method: 'POST',
  path: '/api/customers/:id/merge',
  access: 'write',
  summary: 'Merge a customer into another, who keeps everything of both. Answers the survivor.',
  params: IdParams,
  body: Into,
  reply: CustomerInFull,
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
