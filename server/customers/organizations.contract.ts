import Type, { type Static } from 'typebox'
import { endpoint, Id, IdParams, Line, ListOf, Moment, Nullable, Page, strict } from '../platform/contract.ts'
import { Answer, details, Merged, TaxId } from './contract.ts'

export const Organization = strict({
  id: Id,
  name: Type.String(),
  taxId: Nullable(Type.String()),
  country: Nullable(Type.String()),
  address: Type.String(),
  language: Nullable(Type.String()),
  zone: Nullable(Type.String()),
  tags: Type.Array(Type.String()),
  notes: Type.String(),
  mergedIntoId: Nullable(Id),
  version: Type.Integer(),
})
export const OrganizationInFull = strict({
  ...Organization.properties,
  taxIdCheck: Nullable(TaxId),
  answers: Type.Array(Answer),
  /** At most 1000; and the open tickets among those the reader may see. */
  people: Type.Integer(),
  openTickets: Type.Integer(),
  possibleDuplicates: Type.Array(strict({ id: Id, name: Type.String() })),
  merged: Type.Array(Merged),
  createdAt: Moment,
  can: strict({ merge: Type.Union([Type.Literal(true), Type.String()]) }),
})
export type OrganizationInFull = Static<typeof OrganizationInFull>

export const listOrganizations = endpoint({
  method: 'GET',
  path: '/api/organizations',
  access: 'read',
  summary: 'Organizations by name or tax id.',
  query: strict({ q: Type.Optional(Type.String({ maxLength: 200 })), ...Page }),
  reply: ListOf(Organization),
})
export const getOrganization = endpoint({
  method: 'GET',
  path: '/api/organizations/:id',
  access: 'read',
  summary: 'One organization in full; its people are `GET /api/customers?organizationId=`.',
  params: IdParams,
  reply: OrganizationInFull,
})
export const createOrganization = endpoint({
  method: 'POST',
  path: '/api/organizations',
  access: 'write',
  summary: 'Create an organization.',
  status: 201,
  body: strict({ name: Line, ...details }),
  reply: OrganizationInFull,
})
export const editOrganization = endpoint({
  method: 'PATCH',
  path: '/api/organizations/:id',
  access: 'write',
  summary: 'Change an organization.',
  params: IdParams,
  body: strict({ version: Type.Integer(), name: Type.Optional(Line), ...details }),
  reply: OrganizationInFull,
})
