import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { filesFolder } from '../../conversations/files.ts'
import { readFileStream } from '../../platform/files.ts'
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
    ...{ messageId: parcel.messageId, date: parcel.createdAt, inReplyTo: [parcel.inReplyTo ?? ''].find(isSayable) },
    references: parcel.thread.filter(isSayable),
    headers: headersOf(parcel),
    attachments: await Promise.all(enclosed.map((enclosure) => attachment(enclosure, html, dataDir))),
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

/** RFC 5322, 3.6.4: an id is ASCII. Of a chain with others in it the rest still leads back; sent raw, servers refuse or mangle the whole. */
const isSayable = (id: string) => /^[!-~]+$/.test(id)

/** Machines that read these headers answer nothing, and ours knows its own mail when it comes back. */
function headersOf({ kind, mailbox }: Parcel): Record<string, string> {
  if (kind === 'reply' || kind === 'forward' || kind === 'new') return {}
  return {
    'Auto-Submitted': kind === 'confirmation' ? 'auto-replied' : 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'X-Loop': mailbox.address,
  }
}

const STYLE =
  'blockquote{margin:0 0 0 .5em;border-left:2px solid #bbb;padding-left:.8em}img{max-width:100%}pre{white-space:pre-wrap;overflow-wrap:anywhere}'

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

async function attachment({ filename, type, storage, contentId }: Enclosure, html: string, dataDir: string) {
  const folder = filesFolder(dataDir)
  return {
    filename,
    ...(await labelled(type, () => readFileStream(folder, storage))),
    path: join(folder, storage),
    ...(shows(html, contentId) && { cid: contentId! }),
  }
}

/**
 * A mail within a mail may not be encoded (RFC 2046, 5.2.1), nor what says that it has parts: sent as they are, with any byte and lines of any
 * length, servers refuse the whole or mangle it. Such a one goes as a file like any other.
 */
async function labelled(type: string, open: () => Readable) {
  if (type === 'message/rfc822' && (await isSevenBit(open())))
    return { contentType: type, contentTransferEncoding: '7bit' as const }
  return { contentType: /^(?:message|multipart)\//.test(type) ? 'application/octet-stream' : type }
}

/** RFC 2045, 2.7: no byte above 127 nor NUL, CR and LF only together, and no line longer than 998. */
async function isSevenBit(bytes: Readable): Promise<boolean> {
  let length = 0
  let before = 0
  for await (const chunk of bytes as AsyncIterable<Buffer>)
    for (const byte of chunk) {
      if (byte === 0 || byte > 127 || (byte === LF) !== (before === CR)) return false
      if (byte === LF) length = 0
      else if (byte !== CR && ++length > LONGEST_LINE) return false
      before = byte
    }
  return before !== CR
}

const [CR, LF] = [13, 10]
const LONGEST_LINE = 998
