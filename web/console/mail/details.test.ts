import { expect, test } from 'vitest'
import { detailShown } from './details.ts'

test('what Node advises its programmers is told to nobody who sets up a mailbox', () => {
  const hint = 'if the root CA is installed locally, try running Node.js with --use-system-ca'
  expect(detailShown(`self-signed certificate; ${hint}`)).toBe('self-signed certificate')
  expect(detailShown('5.7.8 Bad credentials')).toBe('5.7.8 Bad credentials')
})
