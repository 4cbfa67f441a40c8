import { expect, test } from 'vitest'
import { formFrom, merged, missing, ticketOf, wordsWithAnswers } from './cockpit.form.ts'

const form = formFrom({})
const told = { form, notes: ' No imprime ', customerId: 3, groupId: 1 }

test('T7: a ticket takes who, what and where; what is missing is said in the order of the screen', () => {
  expect(missing({ ...told, notes: ' ', customerId: null, groupId: null })).toEqual({
    ...{ customer: true, notes: true, solution: false, group: true },
  })
  expect(missing({ ...told, form: { ...form, solving: true } }).solution).toBe(true)
  expect(Object.values(missing(told)).some(Boolean)).toBe(false)
})

test('T4, T6: a stranger goes along with the ticket, and what solved it; what was left empty is not sent', () => {
  const caller = { name: ' Rosa Díaz ', phone: '', email: '' }
  const filled = { ...form, caller, answers: { 4: ' Epson ', 5: ' ' }, solving: true, solution: ' Papel ' }
  expect(JSON.parse(JSON.stringify(ticketOf({ ...told, form: filled, customerId: null }, 9, 7)))).toEqual({
    ...{ customer: { name: 'Rosa Díaz' }, description: 'No imprime', groupId: 1, channel: 'phone', callId: 9 },
    ...{ answers: [{ questionId: 4, value: 'Epson' }], resolved: { solution: 'Papel' } },
  })
})

test('L2: for a ticket there is already, the answers stand under the notes, in our words', () => {
  const questions = [
    { id: 4, text: '¿Modelo?' },
    { id: 5, text: '¿Desde cuándo?' },
    { id: 6, text: '¿Está encendida?' },
  ] as never
  const said = (answer: string) => (answer === 'yes' ? 'Sí' : answer)
  expect(wordsWithAnswers('Sigue igual', questions, { 4: 'Epson', 6: 'yes' }, said)).toBe(
    'Sigue igual\n¿Modelo? Epson\n¿Está encendida? Sí',
  )
})

test('T5: what two windows wrote of the same call is kept together', () => {
  expect(merged('Dice que no', 'Dice')).toBe('Dice que no')
  expect(merged('Dice', 'Dice que no')).toBe('Dice que no')
  expect(merged('Desde ayer', 'No imprime')).toBe('No imprime\nDesde ayer')
})
