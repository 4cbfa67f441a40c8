import { expect, test } from 'vitest'
import { noFacts } from '../tickets/moves.ts'
import { withAwaited } from './awaited.ts'
import type { MailFields } from './mail-draft.ts'

const mail = (...to: string[]): MailFields => ({
  ...{ mode: 'forward', interactionId: null, to, cc: [], bcc: [], subject: '' },
  ...{ replyToId: null, forwardOfId: null, quote: true },
})
const maria = ['maria@panaderia.example']

test('S5: whom the mail goes to is whom one waits for, by name and address, unless that is María', () => {
  const cases: [string[], string, string | undefined][] = [
    [['María <MARIA@panaderia.example>', '"Pérez, Ana" <ana@taller.example>'], 'Pérez, Ana', 'ana@taller.example'],
    [['soporte@epson.example'], 'soporte@epson.example', 'soporte@epson.example'],
    [['maria@panaderia.example'], '', undefined],
    [['taller', 'taller@'], '', undefined],
  ]
  for (const [to, name, email] of cases)
    expect(withAwaited(noFacts, mail(...to), maria).thirdParty, `${to}`).toMatchObject({ name, email })
})

test('S5: what the agent says of whom one waits for stays, whoever gets the mail', () => {
  const said = { ...noFacts, thirdParty: { ...noFacts.thirdParty, name: 'Aduana', typed: true } }
  expect(withAwaited(said, mail('ana@taller.example'), maria)).toBe(said)
})
