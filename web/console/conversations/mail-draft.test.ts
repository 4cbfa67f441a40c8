import { expect, test } from 'vitest'
import { forCustomer, type MailFields } from './mail-draft.ts'

const customers = ['lucia@panaderia.example']
const mail = (mode: MailFields['mode'], ...to: string[]) => ({ mode, to }) as MailFields

test('E5: news for the customer are proposed in a mail to her, and in none that goes to a technician', () => {
  expect(forCustomer({ customers }, mail('reply', 'Lucía <Lucia@panaderia.example>', 'otra@panaderia.example'))).toBe(
    true,
  )
  expect(forCustomer({ customers }, mail('new'))).toBe(true)
  expect(forCustomer({ customers }, mail('forward'))).toBe(false)
  expect(forCustomer({ customers }, mail('reply', 'tecnico@taller.example'))).toBe(false)
})
