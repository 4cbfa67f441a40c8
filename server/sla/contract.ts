import Type from 'typebox'
import { Choice, endpoint, Id, IdParams, Line, ListOf, Moment, Nullable, strict } from '../platform/contract.ts'

// Working hours and promised times, as admins set them.

const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' })
const DateOnly = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
const Span = strict({ from: Time, to: Time })
export const Holiday = strict({ date: DateOnly, name: Type.String({ minLength: 1, maxLength: 200 }) })
/** What a calendar says, apart from its name: what working time is counted by. */
const hours = {
  zone: Type.String({ minLength: 1, maxLength: 60 }),
  hours: Type.Array(strict({ day: Choice7(), from: Time, to: Time }), { minItems: 1, maxItems: 70 }),
  holidays: Type.Array(Holiday, { maxItems: 1000 }),
  exceptions: Type.Array(
    strict({
      date: DateOnly,
      name: Type.Optional(Type.String({ maxLength: 200 })),
      hours: Type.Array(Span, { maxItems: 10 }),
    }),
    { maxItems: 1000 },
  ),
}
function Choice7() {
  return Type.Unsafe<1 | 2 | 3 | 4 | 5 | 6 | 7>({ type: 'integer', minimum: 1, maximum: 7 })
}

export const CalendarRow = strict({
  id: Id,
  name: Type.String(),
  ...hours,
  version: Type.Integer(),
  used: Type.Boolean(),
})
export const listCalendars = endpoint({
  method: 'GET',
  path: '/api/calendars',
  access: 'read',
  summary: 'Working hours, holidays and exceptions.',
  reply: ListOf(CalendarRow),
})
export const createCalendar = endpoint({
  method: 'POST',
  path: '/api/calendars',
  access: 'admin',
  summary: 'Create a calendar.',
  status: 201,
  body: strict({ name: Line, ...hours }),
  reply: CalendarRow,
})
export const editCalendar = endpoint({
  method: 'PATCH',
  path: '/api/calendars/:id',
  access: 'admin',
  summary: 'Change a calendar. Targets already met stay as they are; those still running are counted anew.',
  params: IdParams,
  body: strict({
    version: Type.Integer(),
    name: Type.Optional(Line),
    zone: Type.Optional(hours.zone),
    hours: Type.Optional(hours.hours),
    holidays: Type.Optional(hours.holidays),
    exceptions: Type.Optional(hours.exceptions),
  }),
  reply: CalendarRow,
})
export const removeCalendar = endpoint({
  method: 'DELETE',
  path: '/api/calendars/:id',
  access: 'admin',
  summary: 'Remove a calendar that no policy counts by.',
  status: 204,
  params: IdParams,
})
export const previewCalendar = endpoint({
  method: 'POST',
  path: '/api/calendars/preview',
  access: 'admin',
  summary: 'What a calendar would mean: the next fourteen days, and when an amount of working time from now ends.',
  body: strict({ ...hours, amount: Type.Integer({ minimum: 1, maximum: 10_000 }), unit: Choice(['hour', 'day']) }),
  reply: strict({
    days: Type.Array(
      strict({
        date: Type.String(),
        holiday: Nullable(Type.String()),
        exception: Type.Boolean(),
        hours: Type.Array(Span),
      }),
    ),
    open: Type.Boolean(),
    dueAt: Nullable(Moment),
  }),
})

export const listHolidays = endpoint({
  method: 'GET',
  path: '/api/holidays',
  access: 'read',
  summary:
    'Public holidays of a country, or of one of its regions, to copy into a calendar; without a country, where there are any.',
  query: strict({
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
    region: Type.Optional(Type.String({ pattern: '^[A-Z0-9]{1,3}$' })),
  }),
  reply: strict({
    countries: Type.Array(Type.String()),
    regions: Type.Array(strict({ code: Type.String(), name: Type.String() })),
    holidays: Type.Array(Holiday),
  }),
})

const Target = strict({
  priority: Choice(['immediate', 'high', 'normal', 'low']),
  kind: Choice(['first_response', 'next_update', 'solution']),
  amount: Type.Integer({ minimum: 1, maximum: 100_000 }),
  unit: Choice(['minute', 'hour', 'day']),
})
export const Policy = strict({
  id: Id,
  name: Type.String(),
  calendarId: Id,
  isDefault: Type.Boolean(),
  pauseOnThirdParty: Type.Boolean(),
  targets: Type.Array(Target),
  version: Type.Integer(),
})
const policy = {
  calendarId: Id,
  isDefault: Type.Literal(true),
  pauseOnThirdParty: Type.Boolean(),
  targets: Type.Array(Target, { maxItems: 12 }),
}
export const listPolicies = endpoint({
  method: 'GET',
  path: '/api/policies',
  access: 'read',
  summary: 'What is promised, by priority: first response, next update, solution.',
  reply: ListOf(Policy),
})
export const createPolicy = endpoint({
  method: 'POST',
  path: '/api/policies',
  access: 'admin',
  summary: 'Create a policy.',
  status: 201,
  body: strict({
    name: Line,
    calendarId: policy.calendarId,
    targets: policy.targets,
    isDefault: Type.Optional(policy.isDefault),
    pauseOnThirdParty: Type.Optional(policy.pauseOnThirdParty),
  }),
  reply: Policy,
})
export const editPolicy = endpoint({
  method: 'PATCH',
  path: '/api/policies/:id',
  access: 'admin',
  summary: 'Change a policy, or make it the default. `targets` are all of them; what is left out has no target.',
  params: IdParams,
  body: strict({
    version: Type.Integer(),
    name: Type.Optional(Line),
    calendarId: Type.Optional(policy.calendarId),
    targets: Type.Optional(policy.targets),
    isDefault: Type.Optional(policy.isDefault),
    pauseOnThirdParty: Type.Optional(policy.pauseOnThirdParty),
  }),
  reply: Policy,
})
