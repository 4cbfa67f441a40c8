import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressFrom, isOneLine, isOwn, nameFrom, recipientFrom } from './addresses.rules.ts'
import { answerTo, mailSubject, mayQuote } from './recipients.rules.ts'

const ana = { name: 'Ana Díaz', address: 'ana@example.com' }

test('addresses are read as people type them', () => {
  const typed: [string, object | null][] = [
    ['ana@example.com', { name: null, address: 'ana@example.com' }],
    [' Ana Díaz  <ana@example.com> ', ana],
    ['"Díaz, Ana" <ana@example.com>', { name: 'Díaz, Ana', address: 'ana@example.com' }],
    ['"Ana \\"la jefa\\"" <ana@example.com>', { name: 'Ana "la jefa"', address: 'ana@example.com' }],
    ['<ana@example.com>', { name: null, address: 'ana@example.com' }],
    [
      'O’Higgins (ventas) <o.higgins+x@EXAMPLE.com>',
      { name: 'O’Higgins (ventas)', address: 'o.higgins+x@example.com' },
    ],
    ['ana@ñandú.cl', { name: null, address: 'ana@xn--and-6ma2c.cl' }],
    ['josé@correo.example', { name: null, address: 'josé@correo.example' }],
  ]
  for (const [text, read] of typed) expect([text, recipientFrom(text)]).toEqual([text, read])
})

test('what is no single address is none, and nothing invisible passes', () => {
  const none =
    `|ana|ana@|@x.cl|ana@localhost|ana@127.0.0.1|ana@[127.0.0.1]|a b@x.cl|a..b@x.cl|.a@x.cl|"a b"@x.cl|a@b@x.cl
    |ana@x.cl, eva@x.cl|ana@x.cl; eva@x.cl|Ana <ana@x.cl> Eva <eva@x.cl>|Ana <ana@x.cl>>|ana@x..cl|ana@-x.cl|ana@x.c/l|ana@x.cl?a=1
    |ana@x.cl%0aBcc:eva@x.cl|<>|Ana <>`.split('|')
  for (const text of none) expect([text, recipientFrom(text)]).toEqual([text, null])
  for (const hidden of ['\r\n', '\n', '\r', '\0', '\t', '\u202e', '\u200b', '\u2028', '\u0085', '\u007f'])
    for (const text of [`ana${hidden}@x.cl`, `Ana${hidden}Bcc: eva@x.cl <ana@x.cl>`, `ana@x.cl${hidden}Bcc: eva@x.cl`])
      expect([text, recipientFrom(text)]).toEqual([text, null])
})

test('whatever is read is one line with one @, and reads the same again', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[a-z.+']{1,6}@[a-z.-]{1,9}$/),
    fc.stringMatching(/^[a-z"<>@., \r\n]{1,30}$/),
  )
  fc.assert(
    fc.property(text, fc.option(text), (address, name) => {
      const read = recipientFrom(name === null ? address : { name, address })
      if (!read) return
      expect(read.address).toMatch(/^[^\s@<>,;"\p{C}]+@[a-z0-9.-]+$/u)
      expect(read.name ?? 'x').toMatch(/^[^\p{C}]+$/u)
      expect(recipientFrom(read)).toEqual(read)
    }),
  )
})

test('the desk never writes to itself, under whatever spelling', () => {
  const own = ['soporte@desk.example']
  const written = ['soporte@desk.example', 'Soporte@desk.example', 'soporte+a1b2@desk.example', 'x@desk.example']
  expect(written.map((address) => isOwn(address, own))).toEqual([true, true, true, false])
})

const own = ['soporte@desk.example']
const mail = {
  direction: 'in' as const,
  from: { name: 'María', address: 'maria@panaderia.example' },
  replyTo: [] as string[],
  to: [
    { name: null, address: 'Soporte@desk.example' },
    { name: 'Tomás', address: 'tomas@panaderia.example' },
  ],
  cc: [ana, { name: null, address: 'MARIA@panaderia.example' }, { name: null, address: 'no es nada' }],
}
const addresses = ({ to, cc }: ReturnType<typeof answerTo>) =>
  [to, cc].map((list) => list.map(({ address }) => address))

test('an answer goes to who wrote, an answer to all to everybody else as well, and never to ourselves', () => {
  expect(addresses(answerTo('reply', mail, null, own))).toEqual([['maria@panaderia.example'], []])
  expect(addresses(answerTo('reply_all', mail, null, own))).toEqual([
    ['maria@panaderia.example'],
    ['tomas@panaderia.example', 'ana@example.com'],
  ])
  const elsewhere = { ...mail, replyTo: ['compras@panaderia.example'] }
  expect(answerTo('reply', elsewhere, null, own).to).toEqual([{ name: 'María', address: 'compras@panaderia.example' }])
  const looping = { ...mail, replyTo: ['soporte@desk.example'] }
  expect(addresses(answerTo('reply', looping, ana, own))).toEqual([['ana@example.com'], []])
  const ours = { ...mail, direction: 'out' as const, from: { name: 'Soporte', address: own[0]! } }
  expect(addresses(answerTo('reply_all', ours, null, own))).toEqual([
    ['tomas@panaderia.example'],
    ['ana@example.com', 'MARIA@panaderia.example'],
  ])
})

test('words are quoted only to those who had them', () => {
  const maria = { name: null, address: 'Maria@panaderia.example' }
  expect(mayQuote(mail, [maria, ana], [])).toBe(true)
  expect(mayQuote(mail, [maria, { name: null, address: 'taller@norte.example' }], [])).toBe(false)
  expect(mayQuote({ ...mail, from: null, to: [], cc: [] }, [maria], ['maria@panaderia.example'])).toBe(true)
})

type Mode = Parameters<typeof mailSubject>[0]
const subjectOf = (mode: Mode, subject: string | null, number: number, merged: number[] = [], title = '') =>
  mailSubject(mode, { subject, title, number, merged }, mode === 'forward' ? 'pt' : 'es')

test('a subject is one line, answered once, with the number once', () => {
  expect(subjectOf('reply', 'RE: Re: RV: No imprime', 10482)).toBe('Re: No imprime [#10482]')
  expect(subjectOf('reply', 'Re: No imprime [#10482]', 10482)).toBe('Re: No imprime [#10482]')
  expect(subjectOf('forward', 'No imprime [#104]', 10)).toBe('Enc: No imprime [#104] [#10]')
  expect(subjectOf('reply', 'Re: No imprime [#10001]', 10007)).toBe('Re: No imprime [#10007]')
  expect(subjectOf('reply', 'Re: No imprime [#10001] [#10007]', 10007)).toBe('Re: No imprime [#10007]')
  expect(subjectOf('reply', 'Falla [#10009] [#55]', 10007)).toBe('Re: Falla [#10009] [#55] [#10007]')
  expect(subjectOf('reply', 'Re: Falla [#10009] [#10007]', 10007, [10008, 10009])).toBe('Re: Falla [#10007]')
  expect(subjectOf('reply', 'Re: [#10001] Re: La impresora', 10007)).toBe('Re: La impresora [#10007]')
  expect(subjectOf('new', 'Hola\r\nBcc: eva@x.cl', 7)).toBe('Hola Bcc: eva@x.cl [#7]')
})

test('what joins letters stays in a subject, what turns or hides them does not; a name has neither', () => {
  const joined = 'Equipo 👩\u200d💻 🏳️\u200d🌈 می\u200cخواهم'
  expect(subjectOf('new', joined, 7)).toBe(`${joined} [#7]`)
  expect(nameFrom(joined)).not.toMatch(/\p{C}/u)
  const hidden = [
    '#1\u200d0',
    '\u200dñ',
    'ñ\u200d',
    'ñ\u200d\u200dñ',
    'ñ\u200d ñ',
    'ñ\u202eñ',
    'ñ\u2060ñ',
    'ñ\u200d\u202eñ',
  ]
  for (const each of hidden) expect(subjectOf('new', `a ${each} b`, 7)).not.toMatch(/\p{C}/u)
  expect(subjectOf('new', '=\u200d?utf-8?Q?x?=', 7)).not.toContain('=?')
})

test('whatever subject is proposed for an answer, it is one that may be sent', () => {
  const odd = [
    '\u200d',
    '\u200c',
    '\u202e',
    '\u2028',
    '\r\n',
    '👩\u200d💻',
    'ñ',
    'Re: ',
    'Re：',
    '[#10001]',
    '=?',
    '\ud800',
  ]
  const text = fc.array(fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 9,
  })
  const subject = text.map((parts) => parts.join(''))
  const title = fc.tuple(fc.constantFrom(0, 397, 398, 399), subject).map(([length, end]) => 'ñ'.repeat(length) + end)
  const mode = fc.constantFrom<Mode[]>('reply', 'reply_all', 'forward', 'new')
  fc.assert(
    fc.property(mode, fc.option(fc.oneof(subject, title)), title, (how, said, called) => {
      const proposed = subjectOf(how, said, 10_002, [], called)
      expect([proposed, isOneLine(proposed), proposed.length <= 500]).toEqual([proposed, true, true])
    }),
  )
  for (const joined of ['👩\u200d💻', 'می\u200cخواهم']) expect(isOneLine(joined)).toBe(true)
  for (const hidden of ['ñ\u200d', 'a\u200eb', 'a\u2028b', 'a\nb', 'a\u202eb']) expect(isOneLine(hidden)).toBe(false)
})

test('what has no subject is answered under that of its ticket', () => {
  for (const subject of ['', ' Re: ', 'RE: [#10001]', null])
    expect(subjectOf('reply', subject, 10007, [], 'Mi usuario es pepe.')).toBe('Re: Mi usuario es pepe. [#10007]')
  expect(subjectOf('reply', ' Re: ', 7)).toBe('Re: #7')
})

test('an address longer than mail allows is none', () => {
  expect([addressFrom(`${'a'.repeat(250)}@x.cl`), addressFrom(`${'é'.repeat(125)}@x.cl`)]).toEqual([null, null])
  expect(addressFrom(`${'a'.repeat(249)}@x.cl`)).toHaveLength(254)
  expect(addressFrom(`a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(63)}.cl`)).toBeNull()
})
