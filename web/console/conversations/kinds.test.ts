import { expect, test } from 'vitest'
import type { Interaction } from './data.ts'
import { kindKey, saidByMailServer } from './kinds.ts'

const mail = (more: Partial<Interaction>) =>
  ({ kind: 'email', direction: 'in', internal: false, bounce: null, ...more }) as Interaction

test('what a mail server says is told from what people wrote, and from our own mail that did not arrive', () => {
  const kinds = [
    mail({}),
    mail({ bounce: 'permanent' }),
    mail({ bounce: 'returned' }),
    mail({ bounce: 'temporary' }),
    mail({ bounce: 'permanent', direction: 'out' }),
  ]
  expect(kinds.map(kindKey)).toEqual(['email', 'bounced', 'bounced', 'delayed', 'email'])
  expect(kinds.map(saidByMailServer)).toEqual([false, true, true, true, false])
})
