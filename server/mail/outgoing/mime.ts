import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { filesFolder } from '../../conversations/files.ts'
import { textToHtml } from '../../platform/liquid.ts'
import { languageIn } from '../templates/language.rules.ts'
import type { Enclosure, Parcel } from './parcel.queries.ts'
import { plusAddress } from './reply-tokens.ts'

export type Envelope = { from: string; to: string[]; size: number }

/** The mail as it goes over the wire. Blind copies stand in the envelope alone. */
export async function mimeOf(parcel: Parcel, dataDir: string): Promise<{ envelope: Envelope; message: Readable }> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const { mailbox } = parcel
  const html = documentOf(parcel)
  const text = [parcel.text, parcel.belowText].filter(Boolean).join('\n\n')
  const enclosed = enclosedIn(parcel, html)
  const answers = mailbox.plusAddressing ? plusAddress(parcel.replyToken, mailbox.address) : mailbox.address
  const node = new MailComposer({
    from: { name: mailbox.name, address: mailbox.address },
    ...(mailbox.plusAddressing && { replyTo: { name: mailbox.name, address: answers } }),
    ...{ to: parcel.to.map(named), cc: parcel.cc.map(named), subject: parcel.subject, text, html },
    ...{ messageId: parcel.messageId, date: parcel.createdAt, inReplyTo: parcel.inReplyTo ?? undefined },
    references: parcel.thread,
    headers: headersOf(parcel),
    attachments: enclosed.map((enclosure) => attachment(enclosure, html, dataDir)),
    disableUrlAccess: true,
  }).compile()
  const weight = enclosed.reduce((sum, { size }) => sum + size, 0)
  return {
    // Base64 takes four bytes for three, and a line break each 76.
    envelope: { from: answers, to: parcel.waiting, size: Math.ceil(weight * 1.4 + 2 * html.length + 2 * text.length) },
    message: node.createReadStream(),
  }
}

const named = ({ name, address }: { name: string | null; address: string }) => ({ name: name ?? '', address })

/** Machines that read these headers answer nothing, and ours knows its own mail when it comes back. */
function headersOf({ kind, mailbox }: Parcel): Record<string, string> {
  if (kind === 'reply' || kind === 'forward' || kind === 'new') return {}
  return {
    'Auto-Submitted': kind === 'confirmation' ? 'auto-replied' : 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'X-Loop': mailbox.address,
  }
}

const STYLE = 'blockquote{margin:0 0 0 .5em;border-left:2px solid #bbb;padding-left:.8em}img{max-width:100%}'

function documentOf({ html, text, belowHtml, mailbox }: Parcel): string {
  const body = [html ?? textToHtml(text), belowHtml].filter(Boolean).join('\n')
  return `<!doctype html>
<html lang="${languageIn(text) ?? mailbox.language}"><head><meta charset="utf-8"><style>${STYLE}</style></head>
<body style="font-family:system-ui,sans-serif">
${body}
</body></html>`
}

/** The whole name: `cid:foto` is not in `cid:foto1`. Stored and built HTML has its attributes in double quotes. */
const shows = (html: string, contentId: string | null) => contentId !== null && html.includes(`cid:${contentId}"`)

/** What the writer attached; and pictures of quoted words where the quotation shows them, unless they came along already. */
function enclosedIn({ enclosures }: Parcel, html: string): Enclosure[] {
  const own = enclosures.filter((each) => each.own)
  const named = new Set(own.map(({ contentId }) => contentId))
  return [
    ...own,
    ...enclosures.filter((each) => !each.own && !named.has(each.contentId) && shows(html, each.contentId)),
  ]
}

function attachment({ filename, type, storage, contentId }: Enclosure, html: string, dataDir: string) {
  return {
    filename,
    contentType: type,
    path: join(filesFolder(dataDir), storage),
    ...(shows(html, contentId) && { cid: contentId! }),
  }
}
