import { escapeHtml } from '../../../server/platform/liquid.ts'
import { ADDRESS, MAILBOX, type OurMail } from './post.ts'

export type Client = 'gmail' | 'outlook' | 'apple' | 'mobile'
export type Both = { text: string; html: string | null }
/** What somebody typed, and what it stands above. */
export type Page = {
  text: string
  signature: string
  /** The mail it answers. */
  quoted: OurMail | null
  /** A picture pasted below the words, by its content id. */
  picture: string | null
  zone: string
  device: string
}

/** A mail's body as the programs people write with lay it out, each with its own idea of a quotation. */
export const CLIENTS: Record<Client, (page: Page) => Both> = { gmail, outlook, apple, mobile }

function gmail({ text, signature, quoted, picture, zone }: Page): Both {
  const wrote = quoted && `El ${day(quoted.at, zone, 'short')} a las ${time(quoted.at, zone)}, ${MAILBOX}`
  const link = `&lt;<a href="mailto:${ADDRESS}">${ADDRESS}</a>&gt;`
  return {
    text: stacked(
      text,
      picture && '[image: captura.png]',
      signature && `-- \n${signature}`,
      quoted && `${wrote} (<${ADDRESS}>)\nescribió:\n\n${arrows(quoted.text)}`,
    ),
    html: joined(
      `<div dir="ltr">${divs(text)}`,
      picture && `<div><br></div><img src="cid:${picture}" alt="captura.png" width="480"><br>`,
      signature && '<div><br clear="all"></div><span class="gmail_signature_prefix">-- </span><br>',
      signature && `<div dir="ltr" class="gmail_signature">${divs(signature)}</div>`,
      '</div>',
      quoted && '<br><div class="gmail_quote gmail_quote_container">',
      quoted && `<div dir="ltr" class="gmail_attr">${wrote} (${link}) escribió:<br></div>`,
      quoted &&
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">',
      quoted && `${divs(quoted.text)}</blockquote></div>`,
    ),
  }
}

function outlook({ text, signature, quoted, picture, zone }: Page): Both {
  const head = quoted ? Object.entries(headOf(quoted, zone, 'Enviado el', 'full')) : []
  const bold = head.map(([name, value]) => `<b>${name}:</b> ${escapeHtml(value)}`).join('<br>')
  return {
    text: stacked(
      text,
      picture && `[cid:${picture}]`,
      signature,
      quoted && `${head.map((pair) => pair.join(': ')).join('\n')}\n\n${quoted.text}`,
    ),
    html: joined(
      '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>',
      '<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15 (filtered medium)">',
      '<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;} --></style></head>',
      `<body lang=ES link="#0563C1" vlink="#954F72"><div class=WordSection1>${words(text)}`,
      picture && `<p class=MsoNormal><img width=480 src="cid:${picture}" alt="Pantalla"><o:p></o:p></p>`,
      signature && `${words('')}${words(signature)}`,
      quoted && `${words('')}<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>`,
      quoted && `<p class=MsoNormal>${bold}<o:p></o:p></p></div></div>${words('')}${words(quoted.text)}`,
      '</div></body></html>',
    ),
  }
}

function apple({ text, signature, quoted, picture, zone }: Page): Both {
  const sent = 'Enviado desde mi iPhone'
  const wrote =
    quoted && `El ${day(quoted.at, zone)}, a las ${time(quoted.at, zone)}, ${MAILBOX} <${ADDRESS}> escribió:`
  return {
    text: stacked(text, signature, sent, quoted && arrows(`${wrote}\n\n${quoted.text}`)),
    html: joined(
      '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>',
      `<body dir="auto">${divs(text)}`,
      picture && `<div><img src="cid:${picture}" alt="captura.png"></div>`,
      signature && `<div><br></div>${divs(signature)}`,
      `<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">${sent}</div>`,
      quoted && `<div dir="ltr"><br><blockquote type="cite">${escapeHtml(wrote!)}<br><br></blockquote></div>`,
      quoted && `<blockquote type="cite"><div dir="ltr">${divs(quoted.text)}</div></blockquote>`,
      '</body></html>',
    ),
  }
}

/** Nothing but text. */
function mobile({ text, quoted, zone, device }: Page): Both {
  const head = quoted && Object.entries(headOf(quoted, zone, 'Fecha', 'short')).map((pair) => pair.join(': '))
  const original = quoted && ['-------- Mensaje original --------', ...head!, '', quoted.text].join('\n')
  return { text: stacked(text, `Enviado desde mi ${device}`, original), html: null }
}

const headOf = (quoted: OurMail, zone: string, sent: string, dateStyle: 'full' | 'short') => ({
  De: `${MAILBOX} <${ADDRESS}>`,
  [sent]: `${spoken(quoted.at, zone, { dateStyle })} ${time(quoted.at, zone)}`,
  Para: quoted.to,
  Asunto: quoted.subject,
})

const spoken = (at: Date, zone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('es', { timeZone: zone, ...options }).format(at)
const day = (at: Date, zone: string, weekday?: 'short') =>
  spoken(at, zone, { weekday, day: 'numeric', month: 'short', year: 'numeric' })
const time = (at: Date, zone: string) => spoken(at, zone, { hour: 'numeric', minute: '2-digit' })

const lines = (text: string, tag: (line: string) => string) => text.split('\n').map(escapeHtml).map(tag).join('')
const divs = (text: string) => lines(text, (line) => `<div>${line || '<br>'}</div>`)
const words = (text: string) => lines(text, (line) => `<p class=MsoNormal>${line || '&nbsp;'}<o:p></o:p></p>`)
const arrows = (text: string) => text.replace(/^/gm, '> ')
const stacked = (...parts: (string | null)[]) => parts.filter(Boolean).join('\n\n')
const joined = (...parts: (string | null)[]) => parts.filter(Boolean).join('')
