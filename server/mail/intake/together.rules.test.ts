import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apart, isFirstWords } from './together.rules.ts'

const OWN = ['soporte@panaderia-sur.example']
const mails = fc.array(
  fc.record({
    address: fc.option(fc.constantFrom('ana@x.example', 'eva@x.example', 'leo@x.example', 'zoe@x.example')),
    messageId: fc.option(fc.constantFrom('<1@x>', '<2@x>', '<3@x>', '<4@x>')),
    silence: fc.constantFrom(null, null, null, null, 'auto_reply' as const, 'list' as const),
    answers: fc.constantFrom<'nothing' | 'mail' | 'token' | 'number'>(
      'nothing',
      'nothing',
      'nothing',
      'mail',
      'token',
      'number',
    ),
    bounce: fc.constantFrom(false, false, false, true),
    files: fc.constantFrom(0, 0, 0, 1),
  }),
)
type Drawn = typeof mails extends fc.Arbitrary<(infer T)[]> ? T : never

const read = ({ address, messageId, silence, answers, bounce, files }: Drawn) =>
  ({
    ownAddresses: OWN,
    understood: {
      sender: address ? { name: null, address } : null,
      silence,
      verdict: { result: 'none', by: null, said: {} },
      enclosed: Array.from({ length: files }, () => ({})),
      mail: {
        ...{ messageId, bounce: bounce ? { kind: 'permanent', recipients: [] } : null, cc: [], references: [] },
        to: [
          {
            name: null,
            address: answers === 'token' ? 'soporte+AbCdEfGhIjKlMnOpQrStUv@panaderia-sur.example' : OWN[0]!,
          },
        ],
        deliveredTo: [],
        inReplyTo: answers === 'mail' ? ['<there@x>'] : [],
        subject: answers === 'number' ? 'Ticket #204' : 'No imprime',
      },
    },
  }) as unknown as Parameters<typeof apart>[0][number]

const along = (drawn: Drawn[]) =>
  apart(drawn.map((each) => ({ ...read(each), drawn: each })).filter(isFirstWords)).map((each) => each.drawn)

test('E1: whoever answers something, brings files or is no person goes alone', () => {
  fc.assert(
    fc.property(mails, (drawn) => {
      for (const each of drawn) {
        const { address, silence, answers, bounce, files } = each
        expect(isFirstWords(read(each))).toBe(!!address && !silence && answers === 'nothing' && !bounce && !files)
      }
    }),
  )
})

test('E1: those who share a transaction are different people with different mails; nobody else is left behind', () => {
  fc.assert(
    fc.property(mails, (drawn) => {
      const chosen = along(drawn)
      const ids = chosen.flatMap(({ messageId }) => messageId ?? [])
      expect(new Set(chosen.map(({ address }) => address)).size).toBe(chosen.length)
      expect(new Set(ids).size).toBe(ids.length)
      for (const left of drawn.filter((each) => isFirstWords(read(each)) && !chosen.includes(each)))
        expect(
          chosen.some((each) => each.address === left.address || (left.messageId && each.messageId === left.messageId)),
        ).toBe(true)
    }),
  )
})

test('E1: whatever order they came in, they go in the order of their senders', () => {
  fc.assert(
    fc.property(mails, (drawn) => {
      const senders = along(drawn).map(({ address }) => address)
      expect(senders).toEqual(senders.toSorted())
    }),
  )
})
