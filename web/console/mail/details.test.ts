import { expect, test } from 'vitest'
import { detailShown, isForProgrammers } from './details.ts'

test('what Node advises its programmers is told to nobody who sets up a mailbox', () => {
  const hint = 'if the root CA is installed locally, try running Node.js with --use-system-ca'
  expect(detailShown(`self-signed certificate; ${hint}`)).toBe('self-signed certificate')
  expect(detailShown('5.7.8 Bad credentials')).toBe('5.7.8 Bad credentials')
})

test('what OpenSSL says of its own code is folded, and not what a certificate lacks', () => {
  expect(
    isForProgrammers('C0B1:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../rec.c:77:'),
  ).toBe(true)
  expect(isForProgrammers('unable to verify the first certificate')).toBe(false)
})
