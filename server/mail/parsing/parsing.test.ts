import fc from 'fast-check'
import { expect, test } from 'vitest'
import { corpus } from '../../../test/mail-corpus/expecting.ts'
import { type ParsedMail, UnreadableMail } from './parsed-mail.ts'
import { parseMail } from './parsing.ts'

const mail = (body: string) => Buffer.from(`From: eva@otra.example\r\nSubject: x\r\n\r\n${body}`)
const reasonOf = (promise: Promise<ParsedMail>) =>
  promise.then(() => null).catch((error: UnreadableMail) => error.reason)

test('a mail over the limit is refused unread, and says why', async () => {
  expect(await reasonOf(parseMail(mail('a'.repeat(2000)), { maxBytes: 1000 }))).toBe('too_large')
})

test('a mail that takes too long loses its thread; those behind it are read by another', async () => {
  const endless = Buffer.from(
    `From: eva@otra.example\r\nContent-Type: text/html\r\n\r\n${'<p><b>x</b> '.repeat(600_000)}`,
  )
  const all = [endless, endless, endless].map((raw) => reasonOf(parseMail(raw, { timeoutMs: 60 })))
  expect(await Promise.all(all)).toEqual(['timeout', 'timeout', 'timeout'])
  expect((await parseMail(mail('Hola'))).visibleText).toBe('Hola')
})

test('many mails at once are all answered, each with its own words', async () => {
  const mails = await Promise.all(Array.from({ length: 300 }, (_, i) => parseMail(mail(`número ${i}`))))
  expect(mails.map(({ visibleText }) => visibleText)).toEqual(mails.map((_, i) => `número ${i}`))
})

test('who hands over one mail waits for no backlog that came by another way', async () => {
  const read: string[] = []
  const all = [...Array(40).fill('imap'), 'api'].map((lane) =>
    parseMail(mail('Hola'), { lane }).then(() => read.push(lane)),
  )
  await Promise.all(all)
  expect(read.indexOf('api')).toBeLessThan(6)
})

const HOSTILE = [
  '<![if ',
  ' ',
  '<',
  '>',
  '&',
  '-',
  '=?',
  '"',
  "'",
  '<blockquote>',
  'From: ',
  '—',
  '\t',
  '--\n',
  '(',
  '<b>',
  '<td>',
  '-- \n\n',
  '\n',
]

test('no filler makes a mail of twice the length take much more than twice the time', async () => {
  const time = async (filler: string, type: string, length: number) => {
    const words = filler.repeat(length / filler.length)
    const head = `From: eva@otra.example\r\nSubject: Re: x\r\nDate: ${words.replace(/\s/g, ' ').slice(0, 60_000)}\r\nContent-Type: ${type}; charset=utf-8`
    const begun = performance.now()
    // What is blank may also stand above it all.
    await reasonOf(parseMail(Buffer.from(`${words.trim() ? '' : words}${head}\r\n\r\nHola ${words} x`)))
    return performance.now() - begun
  }
  const fillers = ['text/plain', 'text/html'].flatMap((type) => HOSTILE.map((filler) => ({ type, filler })))
  for (const { type, filler } of [...fillers, { type: 'text/enriched', filler: '<param>' }]) {
    const once = await time(filler, type, 200_000)
    // Who was interrupted by others is asked again.
    const twice = Math.min(await time(filler, type, 400_000), await time(filler, type, 400_000))
    expect([type, filler, twice < once * 3 + 700 || [once, twice]]).toEqual([type, filler, true])
    expect([type, filler, once < 4000 || once]).toEqual([type, filler, true])
  }
}, 120_000)

test('attachments arrive byte for byte', async () => {
  const bytes = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7) % 256))
  const raw = `Content-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}`
  const { parts } = await parseMail(Buffer.from(raw))
  expect(Buffer.isBuffer(parts[0]!.content) && parts[0]!.content.equals(bytes)).toBe(true)
})

const samples = corpus()
const damaged = fc
  .record({
    sample: fc.nat(samples.length - 1),
    cut: fc.double({ min: 0, max: 1, noNaN: true }),
    flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 30 }),
    how: fc.constantFrom('truncate', 'flip', 'boundary', 'double', 'unwrap'),
  })
  .map(({ sample, cut, flips, how }) => damage(samples[sample]!.raw, how, cut, flips))

function damage(raw: Buffer, how: string, cut: number, flips: [number, number][]): Buffer {
  const at = Math.floor(cut * raw.length)
  if (how === 'truncate') return raw.subarray(0, at)
  if (how === 'double') return Buffer.concat([raw.subarray(0, at), raw])
  if (how === 'unwrap') return Buffer.from(raw.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
  if (how === 'boundary') return Buffer.from(raw.toString('latin1').replace(/^--/gm, at % 2 ? '- -' : '--x'), 'latin1')
  const bytes = Buffer.from(raw)
  for (const [where, byte] of flips) if (bytes.length > 0) bytes[Math.floor(where * (bytes.length - 1))] = byte
  return bytes
}

/** Every string in it, and for those that stand in one line whether they do. */
function stringsOf(value: unknown, key = ''): { key: string; said: string }[] {
  if (typeof value === 'string') return [{ key, said: value }]
  if (Buffer.isBuffer(value) || value instanceof Date || value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) => stringsOf(inner, Array.isArray(value) ? key : name))
}

const LONG = ['text', 'html', 'visibleText']

function unstorable(parsed: ParsedMail): string[] {
  return stringsOf(parsed)
    .filter(
      ({ key, said }) =>
        said.includes('\0') ||
        !said.isWellFormed() ||
        said.length > (LONG.includes(key) ? 3_000_000 : 4000) ||
        (!LONG.includes(key) && /[\r\n]/.test(said)),
    )
    .map(({ key }) => key)
}

test('whatever happens to a mail on its way, it is read or refused in time, and what is read can be stored', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (raw) => {
      const parsed = await parseMail(raw, { timeoutMs: 20_000 }).catch((error) => error)
      if (parsed instanceof UnreadableMail) return ['too_deep', 'too_many_parts'].includes(parsed.reason)
      expect(unstorable(parsed)).toEqual([])
      return parsed.text.trim() === '' || parsed.visibleText !== ''
    }),
    { seed: 20260303, numRuns: 1500 },
  )
}, 60_000)

test('comments within comments in an address field cost no more than their length', async () => {
  const raw = Buffer.from(`From: a@b.example\r\nTo: ${'('.repeat(60_000)} c@d.example\r\n\r\nhola`)
  const before = performance.now()
  await parseMail(raw)
  expect(performance.now() - before < 4000 || 'too slow').toBe(true)
})

test('a bounce that is nothing but blanks, or addresses, costs no more than its length', async () => {
  const blanks = `${' '.repeat(100_000)} x`
  const addresses = Array.from({ length: 13_000 }, (_, i) => `u${i}@c.example\r\n`).join('')
  for (const body of [blanks, addresses]) {
    const raw = Buffer.from(`From: mailer-daemon@b.example\r\nSubject: failure notice\r\n\r\n${body}\r\nReceived: x`)
    const before = performance.now()
    await parseMail(raw)
    expect(performance.now() - before < 4000 || 'too slow').toBe(true)
  }
})
