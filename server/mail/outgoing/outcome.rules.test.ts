import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Attempt, GIVE_UP, outcomeOf, readFailure, refusesAddress, waitAfter } from './outcome.rules.ts'

const MINUTE = 60_000
const none: Attempt = { accepted: [], refused: [], failure: null }
const once = { tries: 1, age: 0, reached: false, doubt: false }
const refused = (address: string, code: number) => ({ address, code, text: `${code} no` })

test('waits grow from a minute to four hours', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map((tries) => waitAfter(tries) / MINUTE)).toEqual([1, 5, 15, 60, 240, 240, 240])
})

test('one of three refused for good: the others have it, and it is not tried again', () => {
  const { state, deliveries, wait } = outcomeOf(
    { ...none, accepted: ['a', 'b'], refused: [refused('c', 550)] },
    ['a', 'b', 'c'],
    once,
  )
  expect([state, wait, deliveries.map((each) => each.state)]).toEqual(['sent', null, ['sent', 'sent', 'refused']])
})

test('one refused for now keeps the mail waiting for that one', () => {
  const { state, deliveries, wait } = outcomeOf(
    { ...none, accepted: ['a'], refused: [refused('b', 450)] },
    ['a', 'b'],
    { ...once, tries: 2 },
  )
  expect([state, wait, deliveries.map((each) => each.state)]).toEqual(['queued', 5 * MINUTE, ['sent', 'queued']])
})

test('the last of several refused after all: the mail has left, to the others', () => {
  const attempt = { ...none, refused: [refused('b', 550)] }
  expect(outcomeOf(attempt, ['b'], { ...once, reached: true }).state).toBe('sent')
  expect(outcomeOf(attempt, ['b'], once).state).toBe('failed')
})

test('after three days what is not gone has failed', () => {
  const attempt: Attempt = { ...none, failure: { of: 'mailbox', permanent: false, doubt: false, text: 'ECONNREFUSED' } }
  expect(outcomeOf(attempt, ['a'], { ...once, tries: 20, age: GIVE_UP - 300 * MINUTE }).state).toBe('queued')
  expect(outcomeOf(attempt, ['a'], { ...once, tries: 20, age: GIVE_UP - 239 * MINUTE })).toMatchObject({
    state: 'failed',
    wait: null,
  })
})

test('a wrong password or an unknown host is the mailbox’s trouble; an answer to the mail is the mail’s', () => {
  const told = [
    [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'opening', 'mailbox', false],
    [{ code: 'EDNS' }, 'opening', 'mailbox', false],
    [{ code: 'EPROTOCOL', responseCode: 554 }, 'opening', 'mailbox', false],
    [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 530 }, 'sending', 'mailbox', false],
    [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 552 }, 'sending', 'mail', true],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'sending', 'mail', true],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 451 }, 'sending', 'mail', false],
    [{ code: 'EMESSAGE', command: 'MAIL FROM' }, 'sending', 'mail', true],
    [{ code: 'EENVELOPE', command: 'API' }, 'sending', 'mail', true],
    [{ code: 'ECONNECTION', command: 'CONN', responseCode: 421 }, 'sending', 'mail', false],
    [{ code: 'ETIMEDOUT', command: 'CONN' }, 'sending', 'mail', false],
  ] as const
  for (const [error, phase, of, permanent] of told)
    expect([error, readFailure({ message: 'no', ...error }, phase).failure]).toEqual([
      error,
      { of, permanent, doubt: false, text: 'no' },
    ])
})

test('nobody is forgotten and nobody is told twice, whatever a server answers', () => {
  const waiting = ['a', 'b', 'c', 'd']
  const answer = fc.constantFrom(250, 450, 550)
  fc.assert(
    fc.property(
      fc.array(answer, { minLength: 4, maxLength: 4 }),
      fc.nat(60),
      fc.nat(GIVE_UP * 2),
      (codes, tries, age) => {
        const by = (wanted: (code: number) => boolean) => waiting.filter((_, i) => wanted(codes[i]!))
        const attempt = {
          ...none,
          accepted: by((code) => code === 250),
          refused: by((code) => code !== 250).map((address) => refused(address, codes[waiting.indexOf(address)]!)),
        }
        const { deliveries, state, wait } = outcomeOf(attempt, waiting, { ...once, tries, age })
        expect(deliveries.map(({ recipient }) => recipient)).toEqual(waiting)
        expect(deliveries.filter((each) => each.state === 'sent').map(({ recipient }) => recipient)).toEqual(
          attempt.accepted,
        )
        expect(state === 'queued').toBe(wait !== null)
        expect(state === 'failed').toBe(deliveries.every((each) => each.state === 'refused'))
      },
    ),
  )
})

test.each([
  [true, '550 5.1.1 <maria@panaderia.example>: Recipient address rejected: User unknown'],
  [true, '550 5.4.1 Recipient address rejected: Access denied'],
  [true, '550 No such user here'],
  [true, '553 sorry, no mailbox here by that name'],
  [true, '550 5.2.1 The email account that you tried to reach is disabled'],
  [false, '554 5.7.1 <maria@panaderia.example>: Relay access denied'],
  [false, '550 relay not permitted'],
  [false, '550 5.7.1 Service unavailable; client host [85.1.2.3] blocked using Spamhaus'],
  [false, '550 5.1.8 Sender address rejected: Domain not found'],
  [false, '550 Sender verify failed'],
  [false, '552 5.2.2 Mailbox full'],
  [false, '550 Mailbox is full'],
  [false, '450 4.2.0 Greylisted'],
])('E5: it is the address that is refused for good: %s, where the server says «%s»', (yes, text) => {
  expect(refusesAddress({ address: 'maria@panaderia.example', code: Number(text.slice(0, 3)), text })).toBe(yes)
})
