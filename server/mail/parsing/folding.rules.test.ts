import fc from 'fast-check'
import { expect, test } from 'vitest'
import { corpus } from '../../../test/mail-corpus/expecting.ts'
import { kindOfSubject } from './openings.rules.ts'
import { readMail } from './reading.ts'

// Whatever people write, in whichever client: nothing of it is folded, and nothing else is shown.

const words = fc.constantFrom(
  ...'la impresora no imprime desde el lunes 3/3/2026 a las 9:58 error E-12: revisar caja; ayer (sí) factura 118 € urge 100% ¿por qué? Ana escribió que no, gracias de Madrid para Lima: dos > uno soporte@ventanilla.example https://web.example/a?b=c -- * - “nota” enviado desde casa mensaje original asunto fecha'.split(
    ' ',
  ),
)
const sentence = fc.array(words, { minLength: 2, maxLength: 9 }).map((said) => `Pues ${said.join(' ')} y ya.`)
const written = fc.array(sentence, { minLength: 1, maxLength: 6 })

const QUOTED = ['Estimada María:', '', 'De: Madrid', '¿Puede decirnos qué luces se ven?', '-- ', 'Ben']
const arrows = QUOTED.map((line) => `> ${line}`).join('\n')
const block =
  'De: Soporte <soporte@ventanilla.example>\nEnviado el: martes, 3 de marzo de 2026 9:58\nPara: María\nAsunto: x\n\n'
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const divs = (lines: string[]) => lines.map((line) => `<div>${escaped(line) || '<br>'}</div>`).join('')
const ATTRIBUTION = 'El mar, 3 mar 2026 a las 9:58, Soporte (<soporte@ventanilla.example>) escribió:'

const CLIENTS: Record<string, (lines: string[]) => { type: string; body: string }> = {
  gmailText: (lines) => plain(`${lines.join('\n')}\n\n${ATTRIBUTION}\n\n${arrows}\n`),
  outlookText: (lines) => plain(`${lines.join('\n')}\n\n${block}${QUOTED.join('\n')}\n`),
  originalText: (lines) => plain(`${lines.join('\n')}\n\n-----Mensaje original-----\n${block}Hola\n`),
  iphoneText: (lines) => plain(`${lines.join('\n')}\n\nEnviado desde mi iPhone\n\n> ${ATTRIBUTION}\n> \n${arrows}\n`),
  bottomText: (lines) => plain(`${ATTRIBUTION}\n${arrows}\n\n${lines.join('\n')}\n-- \nMaría\n`),
  betweenText: ([first, ...rest]) => plain(`${ATTRIBUTION}\n${arrows}\n${first}\n${arrows}\n${rest.join('\n')}\n`),
  gmail: (lines) =>
    html(
      `<div dir="ltr">${divs(lines)}</div><br><div class="gmail_quote"><div class="gmail_attr">${escaped(ATTRIBUTION)}<br></div><blockquote class="gmail_quote">${divs(QUOTED)}</blockquote></div>`,
    ),
  outlook: (lines) =>
    html(
      `<div class="WordSection1">${divs(lines)}<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">${escaped(block).replaceAll('\n', '<br>')}</p></div>${divs(QUOTED)}</div>`,
    ),
  apple: (lines) =>
    html(
      `<div>${divs(lines)}</div><blockquote type="cite"><div>${escaped(ATTRIBUTION)}</div>${divs(QUOTED)}</blockquote>`,
    ),
  below: (lines) =>
    html(
      `<div class="moz-cite-prefix">${escaped(ATTRIBUTION)}</div><blockquote type="cite">${divs(QUOTED)}</blockquote>${divs(lines)}`,
    ),
}
const plain = (body: string) => ({ type: 'text/plain', body })
const html = (body: string) => ({ type: 'text/html', body })

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)

const read = ({ type, body }: { type: string; body: string }, head: string) =>
  readMail(
    Buffer.from(
      `From: María <maria@panaderiasur.example>\r\n${head}Content-Type: ${type}; charset=utf-8\r\n\r\n${body}`,
    ),
    { own: [], replyMarks: [] },
  )

for (const [client, write] of Object.entries(CLIENTS))
  test(`all that María writes with ${client} is shown, and nothing but that`, () => {
    fc.assert(
      fc.property(written, (lines) => {
        const { visibleText } = read(write(lines), 'Subject: Re: x\r\nIn-Reply-To: <a@ventanilla.example>\r\n')
        expect(linesOf(visibleText)).toEqual(lines.map((line) => line.replace(/\s+/g, ' ')))
      }),
      { seed: 7, numRuns: 60 },
    )
  })

test('a mail that answers nothing is shown whole, but for what a client adds', () => {
  fc.assert(
    fc.property(written, (lines) => {
      const { visibleText } = read(plain(lines.join('\n')), 'Subject: x\r\n')
      expect(linesOf(visibleText)).toEqual(linesOf(lines.join('\n')))
    }),
    { seed: 8, numRuns: 200 },
  )
})

// Who forwards a mail shows it by the marks of history; who answers without a word of his own, what he answers.
const people = corpus().filter(
  ({ expected: { silence, visibleText, subject } }) =>
    silence === null &&
    visibleText &&
    kindOfSubject(String(subject)) !== 'forward' &&
    !/^El .+ escribió:$/m.test(String(visibleText)),
)

for (const client of ['gmailText', 'gmail', 'below'])
  test(`no line that people of the corpus wrote is lost when they write it with ${client} and quote something else`, () => {
    const lost = people.flatMap(({ name, expected }) => {
      const said = linesOf(String(expected.visibleText).replace(/^[> ]+/gm, ''))
      const { visibleText } = read(CLIENTS[client]!(said), 'Subject: Re: x\r\nIn-Reply-To: <a@ventanilla.example>\r\n')
      const shown = new Set(linesOf(visibleText))
      return said.filter((line) => !shown.has(line)).map((line) => `${name}: ${line}`)
    })
    expect(lost).toEqual([])
  })
