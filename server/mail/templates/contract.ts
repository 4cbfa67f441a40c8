import Type, { type Static } from 'typebox'
import { Choice, endpoint, Id, Line, ListOf, Nullable, Seen, SOME, strict } from '../../platform/contract.ts'

/** Confirmation (E3), solved and closed (E6, E7) are sent by the desk; update (E5) and question (E2) are proposed to the agent. */
export const TEMPLATE_KINDS = ['confirmation', 'solved', 'closed', 'update', 'question'] as const
export type TemplateKind = (typeof TEMPLATE_KINDS)[number]

const Kind = Choice(TEMPLATE_KINDS)
const Language = Choice(['es', 'en', 'pt'])
/** Liquid; the HTML is cleaned when it is sent, and what a value brings along is escaped. */
const Source = { subject: Line, html: Type.String({ minLength: 1, maxLength: 50_000, pattern: SOME }) }

export const MailTemplate = strict({
  kind: Kind,
  language: Language,
  subject: Type.String(),
  html: Type.String(),
  /** False: somebody's own text; resetting brings the built-in one back. */
  builtIn: Type.Boolean(),
  /** Why it could not be used the last time; the built-in text went out instead. */
  broken: Nullable(Type.String()),
  /** What may be written between {{ }}. */
  variables: Type.Array(Type.String()),
})
export type MailTemplate = Static<typeof MailTemplate>

const ByName = strict({ kind: Kind, language: Language })
export const listTemplates = endpoint({
  method: 'GET',
  path: '/api/mail-templates',
  access: 'admin',
  summary: 'What the desk writes, per kind and language.',
  reply: ListOf(MailTemplate),
})
export const saveTemplate = endpoint({
  method: 'PUT',
  path: '/api/mail-templates/:kind/:language',
  access: 'admin',
  summary: 'Write a template (Liquid). One that cannot be filled in is refused, with the line.',
  params: ByName,
  body: strict({ ...Source, seen: Seen(strict(Source)) }),
  reply: MailTemplate,
})
export const resetTemplate = endpoint({
  method: 'DELETE',
  path: '/api/mail-templates/:kind/:language',
  access: 'admin',
  summary: 'Back to the built-in text.',
  params: ByName,
  reply: MailTemplate,
})
const Trial = strict({ kind: Kind, language: Language, ...Source, ticketId: Type.Optional(Id) })
export const previewTemplate = endpoint({
  method: 'POST',
  path: '/api/mail-templates/preview',
  access: 'admin',
  summary: 'How a text would read, filled in from a real ticket, or from an example without one. Saves nothing.',
  body: Trial,
  reply: strict({ subject: Type.String(), html: Type.String(), text: Type.String() }),
})
export const testTemplate = endpoint({
  method: 'POST',
  path: '/api/mail-templates/test',
  access: 'admin',
  summary: 'Send the same to one’s own address, by the default mailbox or the named one.',
  status: 204,
  body: strict({ ...Trial.properties, mailboxId: Type.Optional(Id) }),
})
