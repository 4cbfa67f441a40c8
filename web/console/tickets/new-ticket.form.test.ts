import { expect, test } from 'vitest'
import { suggestedPriority as chosenByTheServer } from '../../../server/tickets/priority.rules.ts'
import { bodyOf, emptyForm, missing, suggestedPriority } from './new-ticket.form.ts'

test('L3: the priority Olga tells the caller is the one the server will choose', () => {
  const scale = [null, 1, 2, 3, 4]
  for (const severity of scale)
    for (const reach of scale)
      expect(suggestedPriority(severity, reach), `${severity} × ${reach}`).toBe(
        chosenByTheServer(severity ?? undefined, reach ?? undefined),
      )
})

test('an empty form lacks the caller, the problem and the group', () => {
  expect(missing(emptyForm)).toEqual({ customer: true, description: true, group: true, solution: false })
})

test('T6: «resuelto en la llamada» asks for the solution', () => {
  expect(missing({ ...emptyForm, resolved: true }).solution).toBe(true)
})

test('T4: a caller written down in place goes with the ticket, in one save; what was left empty is not sent', () => {
  const customer = { name: ' Rosa Díaz ', phone: '+56 9 5555 1234', email: '' }
  const body = bodyOf(
    { ...emptyForm, customer, description: 'No imprime', groupId: 1, answers: { 3: ' ', 4: 'Epson' } },
    7,
  )
  expect(JSON.parse(JSON.stringify(body))).toEqual({
    customer: { name: 'Rosa Díaz', phone: '+56 9 5555 1234' },
    description: 'No imprime',
    groupId: 1,
    channel: 'phone',
    answers: [{ questionId: 4, value: 'Epson' }],
  })
})
