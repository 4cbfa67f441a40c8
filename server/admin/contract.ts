import Type from 'typebox'
import { Choice, endpoint, Line, strict } from '../platform/contract.ts'

export const Company = strict({
  name: Type.String(),
  zone: Type.String(),
  country: Type.String(),
  supportChannels: Type.String(),
})
export const getCompany = endpoint({
  method: 'GET',
  path: '/api/settings/company',
  access: 'signed_in',
  summary: 'The company.',
  reply: Company,
})
export const editCompany = endpoint({
  method: 'PATCH',
  path: '/api/settings/company',
  access: 'admin',
  summary: 'Change the company’s name, country or support channels.',
  body: strict({
    name: Type.Optional(Line),
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
    supportChannels: Type.Optional(Type.String({ maxLength: 2000 })),
  }),
  reply: Company,
})
export const Security = strict({
  secondFactor: Choice(['nobody', 'admins', 'everybody']),
  graceDays: Type.Integer(),
})
export const getSecurity = endpoint({
  method: 'GET',
  path: '/api/settings/security',
  access: 'admin',
  summary: 'Of whom a second factor is asked.',
  reply: Security,
})
export const editSecurity = endpoint({
  method: 'PATCH',
  path: '/api/settings/security',
  access: 'session',
  summary: 'Ask a second factor of nobody, of admins or of everybody (admin); there are so many days to set it up.',
  body: strict({
    secondFactor: Type.Optional(Choice(['nobody', 'admins', 'everybody'])),
    graceDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 90 })),
  }),
  reply: Security,
})
export const getSetup = endpoint({
  method: 'GET',
  path: '/api/setup',
  access: 'anyone',
  summary: 'Whether this desk still waits for its first admin.',
  reply: strict({ needed: Type.Boolean() }),
})
export const setUp = endpoint({
  method: 'POST',
  path: '/api/setup',
  access: 'anyone',
  summary: 'Make the first admin with the one-time key shown in the terminal; closed afterwards.',
  status: 204,
  body: strict({
    key: Type.String({ minLength: 1, maxLength: 100 }),
    company: Line,
    name: Line,
    email: Type.String({ format: 'email', maxLength: 254 }),
    password: Type.String({ minLength: 10, maxLength: 200 }),
    zone: Type.Optional(Type.String({ maxLength: 60 })),
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
  }),
})
