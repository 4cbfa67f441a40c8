import { mkdtempSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mimeOf } from './mime.ts'
import type { Parcel } from './parcel.queries.ts'

const folder = mkdtempSync(join(tmpdir(), 'ventanilla-mime-'))
beforeAll(() => mkdir(join(folder, 'files')))
afterAll(() => rm(folder, { recursive: true }))

const mailbox = { name: 'Soporte', address: 'soporte@desk.example', language: 'es', plusAddressing: false }
const to = [{ name: 'María', address: 'maria@panaderia.example' }]
async function wired(more: Partial<Parcel> = {}): Promise<string> {
  const parcel = {
    ...{ kind: 'reply', subject: 'Re: No imprime', text: 'Hola', html: null, belowText: '', belowHtml: '' },
    ...{ messageId: '<uno@desk.example>', replyToken: 'x', createdAt: new Date(), inReplyTo: null, thread: [] },
    ...{ to, cc: [], waiting: ['maria@panaderia.example'], enclosures: [], mailbox },
    ...more,
  }
  const { message } = await mimeOf(parcel as unknown as Parcel, folder)
  return (await buffer(message)).toString('latin1')
}
async function enclosed(filename: string, type: string, bytes: string) {
  await writeFile(join(folder, 'files', filename), bytes, 'latin1')
  return { filename, type, size: bytes.length, storage: filename, contentId: null, own: true }
}

const MAIL = 'Subject: factura\r\n\r\nuno\r\n'

test.each([
  ['whose lines are too long', 'message/rfc822', `${MAIL}${'L'.repeat(999)}\r\n`],
  ['with a NUL', 'message/rfc822', `${MAIL}\0\r\n`],
  ['with eight bits', 'message/rfc822', `${MAIL}a\xf1o\r\n`],
  ['with bare line feeds', 'message/rfc822', 'Subject: factura\n\nuno\n.\nMAIL FROM:<x@y.example>\n'],
  ['with bare returns', 'message/rfc822', `${MAIL}uno\rdos\r\n`],
  ['of which only a piece is there', 'message/partial', MAIL],
  ['that says it has parts', 'multipart/mixed', MAIL],
])('S11: an attached mail %s leaves as a file, byte by byte', async (_how, type, bytes) => {
  const raw = await wired({ enclosures: [await enclosed('queja.eml', type, bytes)] })
  expect(raw).not.toMatch(/[^\t\r\n -~]|.{999}/)
  expect(raw).toMatch(/Content-Type: application\/octet-stream; name=queja\.eml\r\nContent-Transfer-Encoding: base64/)
  const { attachments } = await simpleParser(raw)
  expect(attachments.map(({ filename, content }) => [filename, content.toString('latin1')])).toEqual([
    ['queja.eml', bytes],
  ])
})

test('S11: an attached mail that may be sent as it is stays a mail', async () => {
  const raw = await wired({
    enclosures: [await enclosed('queja.eml', 'message/rfc822', `${MAIL}${'L'.repeat(998)}\r\n`)],
  })
  expect(raw).toMatch(/Content-Type: message\/rfc822; name=queja\.eml\r\nContent-Transfer-Encoding: 7bit/)
  expect(raw).toContain(MAIL)
})

test('E4: an id in letters of their own is left out of the chain; the others stay', async () => {
  const [odd, first, last] = ['<niño@panaderia.example>', '<uno@panaderia.example>', '<dos@desk.example>']
  const raw = await wired({ inReplyTo: odd, thread: [first, odd, last] })
  expect(raw).not.toMatch(/[^\t\r\n -~]|In-Reply-To/)
  expect(raw).toContain(`References: ${first} ${last}\r\n`)
  expect(await wired({ inReplyTo: last, thread: [first] })).toContain(`In-Reply-To: ${last}\r\n`)
})
