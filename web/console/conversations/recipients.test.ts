import { expect, test } from 'vitest'
import { recipientFrom } from '../../../server/conversations/addresses.rules.ts'
import { isAddress, isAddressed, recipientsIn, withRecipients } from './recipients.ts'

test('S10: what is typed or pasted as recipients becomes one each, whatever parts them', () => {
  const cases: [string, string[]][] = [
    ['"Pérez, Ana" <ana@x.example>', ['"Pérez, Ana" <ana@x.example>']],
    ['a@x.example; b@y.example', ['a@x.example', 'b@y.example']],
    ['a@x.example,b@y.example,\nc@z.example\r\n', ['a@x.example', 'b@y.example', 'c@z.example']],
    ['a@x.example b@y.example\tc@z.example', ['a@x.example', 'b@y.example', 'c@z.example']],
    ['Ana Díaz <ana@x.example>, Juan <juan@y.example>', ['Ana Díaz <ana@x.example>', 'Juan <juan@y.example>']],
    ['Pérez, Ana <ana@x.example>; b@y.example', ['"Pérez, Ana" <ana@x.example>', 'b@y.example']],
    ['<mailto:a@x.example>', ['a@x.example']],
    ['"sin cerrar, a@x.example', ['"sin cerrar', 'a@x.example']],
    ['María', ['María']],
    [' ,; ', []],
  ]
  for (const [typed, recipients] of cases) expect(recipientsIn(typed), typed).toEqual(recipients)
})

test('S10: somebody who is named twice gets it once', () => {
  expect(withRecipients(['Ana <ana@x.example>'], 'ANA@x.example; b@y.example')).toEqual([
    'Ana <ana@x.example>',
    'b@y.example',
  ])
})

test('S10: what is no address is told from what may be one, and what the desk would take passes', () => {
  const good = [
    ...['a@x.example', 'Ana <a.b+c@x-y.example>', 'ñandú@años.example', 'ana@हिन्दी.example'],
    ...['"Ana <Ventas>" <ana@x.example>', `${'reply-'.repeat(20)}1@x.example`],
  ]
  const bad = [
    ...['María', 'a@', '@x.example', 'a@x', 'a@b@x.example', 'a b@x.example', 'Ana <a@x.example', 'a@x..example'],
    ...['"Ana" <b@x.example> <a@x.example>', 'Ana <Ventas> <ana@x.example>'],
  ]
  expect(good.filter((each) => !isAddress(each))).toEqual([])
  expect(bad.filter(isAddress)).toEqual([])
  expect(good.filter((each) => !recipientFrom(each))).toEqual([])
})

test('S10: a mail to anybody who has no address goes to nobody', () => {
  const mail = { to: ['a@x.example'], cc: [], bcc: ['Ana <a@x.example>'] }
  expect(isAddressed(mail)).toBe(true)
  expect(isAddressed({ ...mail, bcc: ['ana'] })).toBe(false)
})
