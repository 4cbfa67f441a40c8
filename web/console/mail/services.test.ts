import { expect, test } from 'vitest'
import { formOf } from './mailbox.form.ts'
import { servedBy, serviceOf } from './services.ts'

test.each([
  ['ayuda@gmail.com', 'google'],
  ['ayuda@hotmail.es', 'microsoft'],
  ['ayuda@outlook.com.mx', 'microsoft'],
  ['ayuda@panaderia.example', 'other'],
  ['ayuda@gmail.com.example', 'other'],
])('%s is kept by %s', (address, service) => expect(serviceOf(address)).toBe(service))

test('a service fills its servers in, and what is typed by hand stays when it is not chosen', () => {
  const { incoming, outgoing } = formOf(undefined)
  const google = servedBy('google', { incoming, outgoing })
  expect([google.incoming.host, google.outgoing.host]).toEqual(['imap.gmail.com', 'smtp.gmail.com'])
  expect(servedBy('other', google).incoming.host).toBe('')
  const own = { incoming: { ...incoming, host: 'mx.panaderia.example' }, outgoing }
  expect(servedBy('other', own).incoming.host).toBe('mx.panaderia.example')
})
