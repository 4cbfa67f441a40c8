import Type from 'typebox'
import { Language } from '../auth/contract.ts'
import {
  Choice,
  endpoint,
  Id,
  Line,
  ListOf,
  Moment,
  MomentIn,
  Nullable,
  Page,
  partial,
  Seen,
  strict,
} from '../platform/contract.ts'

const Country = Type.String({ pattern: '^[A-Z]{2}$' })
const Channel = Type.String({ maxLength: 500 })
const Channels = strict({
  portal: Type.String(),
  email: Type.String(),
  phone: Type.String(),
  hours: Type.String(),
  note: Type.String(),
})
export const Company = strict({
  name: Type.String(),
  zone: Type.String(),
  country: Type.String(),
  countries: Type.Array(Type.String()),
  language: Language,
  channels: Channels,
  supportChannels: Type.String(),
  logo: Nullable(Type.String()),
})
const { name, country, countries, language } = Company.properties
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
  summary: 'Change what the company is called, where it works and how its support is reached.',
  body: strict({
    name: Type.Optional(Line),
    country: Type.Optional(Country),
    countries: Type.Optional(Type.Array(Country, { maxItems: 60 })),
    language: Type.Optional(Language),
    channels: Type.Optional(
      strict({
        portal: Type.Optional(Channel),
        email: Type.Optional(Channel),
        phone: Type.Optional(Channel),
        hours: Type.Optional(Channel),
        note: Type.Optional(Type.String({ maxLength: 2000 })),
      }),
    ),
    seen: Seen(strict({ name, country, countries, language, channels: partial(Channels) })),
  }),
  reply: Company,
})
export const setLogo = endpoint({
  method: 'PUT',
  path: '/api/settings/company/logo',
  access: 'admin',
  summary: 'The company’s logo: PNG, JPEG or WebP in base64, at most 512 KB; null takes it away.',
  body: strict({ picture: Nullable(Type.String({ minLength: 1, maxLength: 800_000, pattern: '^[A-Za-z0-9+/]+=*$' })) }),
  reply: Company,
})
export const getLogo = endpoint({
  method: 'GET',
  path: '/api/company/logo',
  access: 'anyone',
  summary: 'The logo, as a picture.',
  query: strict({ v: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  reply: Type.Unsafe<string>({ type: 'string', description: 'image/png, image/jpeg or image/webp' }),
})

export const SettingChange = strict({
  id: Id,
  at: Moment,
  actor: strict({ kind: Type.String(), id: Nullable(Id), name: Type.String() }),
  source: Type.String(),
  op: Choice(['insert', 'update', 'delete']),
  table: Type.String(),
  tableText: Type.String(),
  rowText: Type.String(),
  fields: Type.Array(
    strict({
      field: Type.String(),
      fieldText: Type.String(),
      oldText: Nullable(Type.String()),
      newText: Nullable(Type.String()),
    }),
  ),
})
export const listSettingChanges = endpoint({
  method: 'GET',
  path: '/api/settings/changes',
  access: 'admin',
  summary: 'Who changed which setting, when, from what to what; newest first.',
  query: strict({
    table: Type.Optional(Type.String({ maxLength: 60 })),
    actorId: Type.Optional(Id),
    from: Type.Optional(MomentIn),
    to: Type.Optional(MomentIn),
    ...Page,
  }),
  reply: ListOf(SettingChange),
})

export const MailLimits = strict({ confirmationsPerHour: Type.Integer(), automaticPerAddress: Type.Integer() })
export const getMailLimits = endpoint({
  method: 'GET',
  path: '/api/settings/mail',
  access: 'admin',
  summary: 'Brakes on the e-mails the desk writes by itself.',
  reply: MailLimits,
})
export const editMailLimits = endpoint({
  method: 'PATCH',
  path: '/api/settings/mail',
  access: 'admin',
  summary:
    'How many confirmations leave in an hour altogether, and how many e-mails of its own the desk writes to one address.',
  body: strict({
    confirmationsPerHour: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
    automaticPerAddress: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  reply: MailLimits,
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
    seen: Seen(Security),
  }),
  reply: Security,
})
export const getSetup = endpoint({
  method: 'GET',
  path: '/api/setup',
  access: 'anyone',
  summary: 'Whether this desk still waits for its first admin, and of which countries it knows the holidays.',
  reply: strict({ needed: Type.Boolean(), countries: Type.Array(Type.String()) }),
})
const SetupKey = Type.String({ minLength: 1, maxLength: 100 })
export const checkSetupKey = endpoint({
  method: 'POST',
  path: '/api/setup/key',
  access: 'anyone',
  summary: 'Whether this is the key the terminal shows: asked before the rest is typed. Changes nothing.',
  status: 204,
  body: strict({ key: SetupKey }),
})
export const setUp = endpoint({
  method: 'POST',
  path: '/api/setup',
  access: 'anyone',
  summary: 'Make the first admin with the one-time key shown in the terminal; closed afterwards.',
  status: 204,
  body: strict({
    key: SetupKey,
    company: Line,
    name: Line,
    email: Type.String({ format: 'email', maxLength: 254 }),
    password: Type.String({ minLength: 10, maxLength: 200 }),
    zone: Type.Optional(Type.String({ maxLength: 60 })),
    country: Type.Optional(Country),
    language: Type.Optional(Language),
    /** Whether the first calendar has the public holidays of the country. */
    holidays: Type.Optional(Type.Boolean()),
  }),
})
