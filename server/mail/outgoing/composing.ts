import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { cleanHtml, textOf } from '../../conversations/words.ts'
import { called, type Named } from '../../platform/addresses.ts'
import type { Language } from '../../platform/i18n.ts'
import { escapeHtml, TemplateFault, textToHtml } from '../../platform/liquid.ts'
import { fillSignature, isRich } from '../signatures.ts'
import { momentFor, type Reader, type Values, valuesOf } from '../templates/values.ts'
import { WORDING } from './wording.ts'

export type Both = { text: string; html: string }

const NOTHING: Both = { text: '', html: '' }
/** Longer histories are cut: whoever needs the rest has it, or gets the attachments. */
const LONGEST_QUOTE = 60_000

/** What stands under the writer's words: what asks for confirmation, the mailbox's signature, the words answered or passed on. */
export async function composeBelow(
  ctx: Context,
  mail: { ticketId: number; mailboxId: number; quotedId: number | null; forward: boolean; asks: boolean },
): Promise<Both> {
  const mailbox = await mailboxOf(ctx, mail.mailboxId)
  const { values, reader } = await valuesOf(ctx, mail.ticketId, mailbox.language)
  return joined([
    mail.asks ? both(WORDING[reader.language].asks) : NOTHING,
    await signatureOf(ctx, mailbox, values),
    mail.quotedId === null ? NOTHING : await quote(ctx, mail.quotedId, mail.forward, reader),
  ])
}

const both = (text: string): Both => ({ text, html: textToHtml(text) })

export const joined = (parts: Both[]): Both => ({
  text: parts.flatMap(({ text }) => text || []).join('\n\n'),
  html: parts.flatMap(({ html }) => html || []).join('\n'),
})

type Mailbox = { name: string; address: string; language: Language; signature: string }

async function mailboxOf({ db }: Context, id: number): Promise<Mailbox> {
  const { rows } =
    await sql<Mailbox>`select name, address, language, signature from mailboxes where id = ${id}`.execute(db)
  return rows[0]!
}

/** A signature that cannot be filled in, of a desk that did not yet refuse it, stands as it was typed: an answer is never held up by it. */
export async function signatureOf(ctx: Context, mailbox: Mailbox, values: Values): Promise<Both> {
  const { signature } = mailbox
  if (!signature.trim()) return NOTHING
  const rich = isRich(signature)
  const agent = { name: ctx.actor.kind === 'agent' ? ctx.actor.name : '' }
  const filled = await fillSignature(mailbox, { ...values, agent }).catch((error) => {
    if (error instanceof TemplateFault) return signature
    throw error
  })
  const html = rich ? cleanHtml(filled) : textToHtml(filled)
  return { text: `-- \n${rich ? textOf(withoutPictures(html)) : filled.trim()}`, html: `<div>-- <br>${html}</div>` }
}

type Quoted = {
  at: Date
  from: Named
  to: Named[]
  cc: Named[]
  subject: string | null
  text: string
  html: string | null
}

/** The words answered, set off from ours; or those passed on, with a head that says whose they are. */
export async function quote(ctx: Context, interactionId: number, forward: boolean, reader: Reader): Promise<Both> {
  const quoted = await quotedWords(ctx, interactionId)
  const words = WORDING[reader.language]
  const text = quoted.text.slice(0, LONGEST_QUOTE).toWellFormed().trim()
  const whole = quoted.html && quoted.html.length <= LONGEST_QUOTE ? cleanHtml(quoted.html) : textToHtml(text)
  const when = momentFor(quoted.at, reader)
  if (forward) {
    const head = [words.forwarded, ...headOf(quoted, when, words.head)].join('\n')
    return { text: `${head}\n\n${text}`, html: `${textToHtml(head)}${whole}` }
  }
  const attribution = words.wrote(when, written(quoted.from) || '—')
  return {
    text: `${attribution}\n${text.replace(/^/gm, '> ')}`,
    html: `<p>${escapeHtml(attribution)}</p><blockquote>${whole}</blockquote>`,
  }
}

async function quotedWords({ db }: Context, id: number): Promise<Quoted> {
  const { rows } = await sql<Quoted>`
    select i.at, i."to", i.cc, i.subject, i.text, i.html,
      case when i.from_address is not null then json_build_object('name', i.from_name, 'address', i.from_address)
           else json_build_object('name', case when i.direction = 'in' then coalesce(p.name, c.name) else a.name end, 'address', null) end as "from"
    from interactions i join tickets t on t.id = i.ticket_id join customers c on c.id = t.customer_id
      left join parties p on p.id = i.party_id left join agents a on a.id = i.author_id and i.author_kind = 'agent'
    where i.id = ${id}`.execute(db)
  return rows[0]!
}

function headOf({ from, to, cc, subject }: Quoted, when: string, words: Record<string, string>): string[] {
  const named = (list: Named[]) => list.map(written).join(', ')
  const lines = { from: written(from), date: when, subject: subject ?? '', to: named(to), cc: named(cc) }
  return Object.entries(lines).flatMap(([key, value]) => (value ? `${words[key]}: ${value}` : []))
}

function written(who: Named): string {
  const { name, address } = called(who)
  return name && address ? `${name} <${address}>` : (name ?? address ?? '')
}

const withoutPictures = (html: string) => html.replace(/<img\b[^>]*>/g, '')
