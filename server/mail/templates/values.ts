import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { notFound } from '../../platform/errors.ts'
import { LANGUAGES, type Language } from '../../platform/i18n.ts'
import { type CompanySettings, companySettings } from '../../platform/settings.ts'
import { hourOf } from '../../platform/zones.contract.ts'
import { bareSubject } from '../../tickets/subject.rules.ts'
import { languageIn } from './language.rules.ts'
import { shortened, summaryOf } from './summary.rules.ts'
import { tellable } from './telling.rules.ts'

/** What a template may name between {{ }}; each is there in every kind, if only empty. */
export type Values = {
  company: { name: string; channels: string }
  customer: { name: string; first_name: string }
  ticket: {
    number: string
    subject: string
    problem: string
    /** How many files came with it, in words; empty where none did. */
    files: string
    solution: string
    verification: string
    opened: string
    estimate: string
    next_update: string
    closes: string
    accepted: boolean
    /** The solution was told by mail already, when it was completed. */
    solution_told: boolean
  }
  group: { name: string }
  agent: { name: string }
  questions: { text: string; choices: string[] }[]
  done: string[]
  next: string[]
}
export type Reader = { language: Language; zone: string }
/** A moment as this reader is told it. */
export type Says = (date: Date) => string

export const VARIABLES = [
  ...['company.name', 'company.channels', 'customer.name', 'customer.first_name'],
  ...[
    'ticket.number',
    'ticket.subject',
    'ticket.problem',
    'ticket.files',
    'ticket.solution',
    'ticket.verification',
    'ticket.opened',
  ],
  ...[
    'ticket.estimate',
    'ticket.next_update',
    'ticket.closes',
    'ticket.accepted',
    'ticket.solution_told',
    'group.name',
    'agent.name',
  ],
]
/** What only some kinds have anything in. */
export const MORE_VARIABLES: Record<string, string[]> = { question: ['questions'], update: ['done', 'next'] }

type Row = {
  customer: string
  language: string | null
  /** The description is what the customer wrote, not what somebody wrote down. */
  theirs: boolean
  /** The description is what somebody else wrote, whose words are not told to the customer. */
  others: boolean
  /** How many came with it, pictures among its words left aside. */
  files: number
  /** Neither proven nor known to be who they say. */
  stranger: boolean
  zone: string | null
  group: string
  agent: string | null
  subject: string
  description: string
  solution: string | null
  verification: string | null
  created_at: Date
  estimated_at: Date | null
  update_due_at: Date | null
  closes_at: Date | null
  accepted: boolean
  solution_told: boolean
}

/** E3, E6, E7: what is told of a ticket, in its customer's language and zone; where nobody noted the language, in the one they wrote in. */
export async function valuesOf(
  ctx: Context,
  ticketId: number,
  otherwise: Language,
): Promise<{ values: Values; reader: Reader; says: Says; byStranger: boolean }> {
  const { rows } = await sql<Row>`
    select c.name as customer, coalesce(c.language, o.language) as language, coalesce(c.zone, o.zone) as zone, g.name as "group", a.name as agent,
      t.subject, t.description, t.channel in ('email', 'portal', 'chat') as theirs, ${OTHERS} as others, ${FILES} as files, ${isStranger('c')} as stranger, t.solution, t.verification, t.created_at, t.estimated_at, t.accepted_at is not null as accepted,
      (select due_at from targets where ticket_id = t.id and kind = 'next_update' and met_at is null and not on_hold) as update_due_at,
      coalesce((select outcome in ('written', 'told_already') from mail_notices where ticket_id = t.id and kind = 'solved' order by id desc limit 1), false)
        as solution_told,
      case when t.next_kind = 'auto_close' then t.next_due_at end as closes_at
    from tickets t join customers c on c.id = t.customer_id join groups g on g.id = t.group_id
      left join organizations o on o.id = t.organization_id left join agents a on a.id = t.owner_id
    where t.id = ${ticketId}`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw notFound()
  const company = await companySettings(ctx)
  const written = row.theirs ? languageIn(row.description) : null
  const language = LANGUAGES.find((known) => known === row.language) ?? written ?? otherwise
  const reader = { language, zone: row.zone ?? company.zone }
  // T8: only who is known to live by our clock needs no place to the hour.
  const said = row.zone === company.zone ? momentFor : momentThere
  const says = (date: Date) => said(date, reader)
  const on = (date: Date | null) => (date ? says(date) : '')
  const byStranger = row.theirs && row.stranger
  return {
    ...{ reader, says, byStranger },
    values: { ...named(row, byStranger, ticketId, on, SUMMED[language]), company: companyIn(company) },
  }
}

/** Somebody in copy, or with a forwarded mail in hand, wrote it by mail; what an agent wrote in its place since is ours to tell. */
const OTHERS = sql<boolean>`exists (select 1 from interactions i where i.ticket_id = t.id and i.kind = 'email' and i.direction = 'in' and i.from_address is not null
      and left(t.description, 500) in (left(btrim(i.visible_text, E' \\t\\r\\n\\u00a0'), 500), left(btrim(i.text, E' \\t\\r\\n\\u00a0'), 500))
      and not exists (select 1 from customer_emails e where e.customer_id in (t.customer_id, t.reporter_id) and e.address = lower(i.from_address)))`

const FILES = sql<number>`(select count(*)::int from attachments a where a.content_id is null and a.interaction_id = (select i.id from interactions i
    where i.ticket_id = t.id and i.direction = 'in' and not i.internal and i.at >= t.created_at order by i.id limit 1))`

/** Of a row of customers: nobody entered them before they wrote, spoke with them or answered them since, and no mail of theirs was ever proven. */
export const isStranger = (customer: string) => {
  const id = sql.ref(`${customer}.id`)
  return sql<boolean>`(coalesce((select first.created_at <= ${sql.ref(`${customer}.created_at`)} from tickets first
      where first.customer_id = ${id} and first.channel in ('email', 'portal', 'chat') order by first.id limit 1), false)
    and not exists (select 1 from tickets told where told.customer_id = ${id} and told.customer_told_at is not null)
    and not exists (select 1 from tickets wrote join mail_messages m on m.ticket_id = wrote.id join interactions i on i.id = m.interaction_id
      where wrote.customer_id = ${id} and m.verified and i.direction = 'in'
        and exists (select 1 from customer_emails e where e.customer_id = ${id} and e.address = lower(i.from_address))))`
}

/** E7: how to reach us, a line for each way. */
export function companyIn({ name, channels }: CompanySettings): Values['company'] {
  const { phone, email, portal, hours, note } = channels
  return { name, channels: [phone, email, portal, hours, note].filter(Boolean).join('\n') }
}

function named(
  row: Row,
  byStranger: boolean,
  ticketId: number,
  on: (date: Date | null) => string,
  words: (typeof SUMMED)[Language],
): Omit<Values, 'company'> {
  const name = tellable(row.customer, byStranger)
  return {
    customer: { name, first_name: firstNameIn(name) },
    ticket: {
      number: String(ticketId),
      subject: shortened(
        tellable(bareSubject(row.subject, ticketId, []) || `#${ticketId}`, byStranger),
        LONGEST_SUBJECT,
      ),
      problem: row.others ? '' : summaryOf(row.description, byStranger, words.link),
      files: row.others || !row.files ? '' : words.files(row.files),
      solution: row.solution ?? '',
      verification: row.verification ?? '',
      opened: on(row.created_at),
      estimate: on(row.estimated_at),
      next_update: on(row.update_due_at),
      closes: on(row.closes_at),
      accepted: row.accepted,
      solution_told: row.solution_told,
    },
    group: { name: row.group },
    agent: { name: row.agent ?? '' },
    ...{ questions: [], done: [], next: [] },
  }
}

/** For trying a template out without a ticket. */
export function exampleValues({ language, zone }: Reader, company: Values['company']): Values {
  const moment = momentFor(new Date('2026-03-05T18:40:00Z'), { language, zone })
  const words = EXAMPLES[language]
  return {
    company,
    customer: { name: 'María González', first_name: 'María' },
    ticket: {
      ...{
        number: '10482',
        subject: words.subject,
        problem: words.problem,
        files: SUMMED[language].files(2),
        solution: words.solution,
        verification: '',
      },
      ...{
        opened: moment,
        estimate: moment,
        next_update: moment,
        closes: moment,
        accepted: true,
        solution_told: false,
      },
    },
    group: { name: 'Soporte' },
    agent: { name: 'Ben Soto' },
    questions: [{ text: words.question, choices: [] }],
    done: [words.solution],
    next: [words.next],
  }
}

const EXAMPLES: Record<Language, Record<'subject' | 'problem' | 'solution' | 'question' | 'next', string>> = {
  es: {
    subject: 'No imprime facturas',
    problem: 'Desde esta mañana la impresora no imprime facturas.',
    solution: 'Reiniciamos la cola de impresión.',
    question: '¿Qué modelo de impresora es?',
    next: 'Visita técnica',
  },
  en: {
    subject: 'Invoices are not printed',
    problem: 'Since this morning the printer prints no invoices.',
    solution: 'We restarted the print queue.',
    question: 'Which model is the printer?',
    next: 'A technician’s visit',
  },
  pt: {
    subject: 'Não imprime faturas',
    problem: 'Desde esta manhã a impressora não imprime faturas.',
    solution: 'Reiniciamos a fila de impressão.',
    question: 'Qual é o modelo da impressora?',
    next: 'Visita técnica',
  },
}

/** What stands in a summary for what is not in it. */
const SUMMED: Record<Language, { link: string; files: (count: number) => string }> = {
  es: { link: '(enlace)', files: (count) => (count === 1 ? 'con un archivo' : `con ${count} archivos`) },
  en: { link: '(link)', files: (count) => (count === 1 ? 'with one file' : `with ${count} files`) },
  pt: { link: '(link)', files: (count) => (count === 1 ? 'com um arquivo' : `com ${count} arquivos`) },
}

export const momentFor = (date: Date, { language, zone }: Reader) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZone: zone,
  }).format(date)

/** With the place whose hour it is: a desk has customers in several countries. */
const momentThere = (date: Date, reader: Reader) =>
  `${momentFor(date, reader)} (${hourOf(reader.language, reader.zone)})`

/** What an address or a link could be is nobody's first name. */
export function firstNameIn(name: string): string {
  const [first = '', next = ''] = name.trim().split(/\s+/)
  if (/[@/:[\]]|\.\p{L}/u.test(first)) return ''
  if (!TITLE.test(first)) return first
  // Nobody is greeted by a title alone.
  return next && firstNameIn(next) ? `${first} ${next}` : ''
}

const TITLE =
  /^(?:sr|sra|srta|dr|dra|d|dña|don|doña|ing|lic|licd[oa]|arq|prof|profa|profesora?|abg|mtr[oa]|eng|mr|mrs|ms)\.?$/iu

/** With room for the number of the ticket, and for what templates put around it. */
const LONGEST_SUBJECT = 200
