import { expect, test } from 'vitest'
import type { Interaction } from './data.ts'
import { failuresOf, kindKey, saidByMailServer } from './kinds.ts'

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

test('what a program answered by itself is told from what somebody wrote through one', () => {
  const heard = (silence: string) => kindKey(mail({ autoReply: true, silence }))
  expect(['out_of_office', 'list', 'by_program', 'unverified'].map(heard)).toEqual([
    'out_of_office',
    'list',
    'email',
    'email',
  ])
})

test('of one mail it is said of each address how it failed; of a server’s notice, what it says', () => {
  const to = (name: string, bounce: 'permanent' | 'returned' | null) => ({
    ...{ address: `${name}@cliente.example`, role: 'to' as const, bounce, detail: null },
    state: bounce ? ('bounced' as const) : ('sent' as const),
  })
  const recipients = [to('ana', 'returned'), to('ben', 'permanent'), to('eva', null), to('leo', null)]
  const ours = mail({
    ...{ direction: 'out', bounce: 'permanent', delivery: { recipients } as Interaction['delivery'] },
    failedRecipients: ['ana@cliente.example', 'ben@cliente.example', 'eva@cliente.example'],
  })
  expect(failuresOf(ours)).toEqual([
    ['permanent', ['ben@cliente.example']],
    ['returned', ['ana@cliente.example']],
    ['temporary', ['eva@cliente.example']],
  ])
  const notice = mail({ bounce: 'permanent', failedRecipients: ['ben@cliente.example'] })
  expect(failuresOf(notice)).toEqual([['permanent', ['ben@cliente.example']]])
  expect(failuresOf(mail({}))).toEqual([])
})
