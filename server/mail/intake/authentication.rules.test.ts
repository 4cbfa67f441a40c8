import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serverVerdict } from './authentication.rules.ts'

const SERVER = 'mx.sur.example'
const FROM = 'maria@panaderia.example'
const verdict = (...values: string[]) =>
  serverVerdict(
    values.map((value) => ({ name: 'Authentication-Results', value })),
    SERVER,
    FROM,
  )?.result

test('the servers people have say it in these ways', () => {
  const google = `${SERVER}; dkim=pass header.i=@panaderia.example header.s=g header.b=x; spf=pass (google.com: domain of maria@panaderia.example designates 1.2.3.4 as permitted sender) smtp.mailfrom=maria@panaderia.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=panaderia.example`
  const microsoft = `${SERVER}; spf=fail (sender IP is 1.2.3.4) smtp.mailfrom=panaderia.example; dkim=none (message not signed) header.d=none;dmarc=fail action=none header.from=panaderia.example;compauth=fail reason=000`
  expect([verdict(google), verdict(microsoft)]).toEqual(['pass', 'fail'])
  expect(verdict(`${SERVER} 1; none`)).toBe('none')
  expect(verdict(`${SERVER}; spf=pass smtp.mailfrom=bounce@correos.panaderia.example`)).toBe('none')
  expect(verdict(`${SERVER}; dkim=pass header.d=panaderia.example`)).toBe('pass')
})

test('a pass of somebody else’s domain is no pass, wherever it is written', () => {
  expect(verdict(`${SERVER}; dkim=pass header.d=otra.example; spf=pass smtp.mailfrom=eva@otra.example`)).toBe('none')
  expect(verdict(`${SERVER}; dmarc=pass header.from=otra.example`)).toBe('none')
  expect(verdict(`${SERVER}; dmarc=fail (was dmarc=pass; dmarc=pass) header.from=panaderia.example`)).toBe('fail')
  expect(
    verdict(
      `${SERVER}; dmarc=fail header.from=panaderia.example; reason="x; dmarc=pass header.from=panaderia.example"`,
    ),
  ).toBe('fail')
  expect(verdict(`${SERVER}; dkim=pass header.d=example`)).toBe('none')
})

test('E1: what somebody quotes in an address or writes in a comment is no result', () => {
  const evil = (local: string) => `"x ${local} y"@otra.example`
  for (const said of [
    `spf=pass smtp.mailfrom=${evil('smtp.mailfrom=raiz@panaderia.example')}`,
    `dkim=pass header.i=${evil('header.d=panaderia.example')} header.d=otra.example`,
    `spf=pass (domain of "x) ; dmarc=pass header.from=panaderia.example ("@otra.example) smtp.mailfrom=a@otra.example`,
    'spf=pass smtp.mailfrom=x smtp.mailfrom=raiz@panaderia.example y@otra.example',
    'spf=pass smtp.mailfrom=a@otra.example smtp.mailfrom=raiz@panaderia.example',
    'spf=pass smtp.mailfrom="raiz@panaderia.example"',
    'dmarc=pass header.from=panaderia.example (',
    'dmarc=pass header.from=panaderia.example reason="',
    'dmarc=pass reason=\\" header.from=panaderia.example',
  ]) {
    expect([said, verdict(`${SERVER}; ${said}`)]).toEqual([said, 'none'])
    expect([said, verdict(`${SERVER}; ${said}; dmarc=fail header.from=panaderia.example`)]).toEqual([said, 'fail'])
  }
  expect(verdict(`${SERVER}; dmarc=pass (a (b\\) c) "d") header.from="x (y"@panaderia.example`)).toBe('pass')
})

const WORDS = [
  'smtp.mailfrom=raiz@panaderia.example',
  'header.d=panaderia.example',
  'dmarc=pass header.from=panaderia.example',
  ...[' ', ';', '(', ')', '=', '.', '@', '\\"', '\\\\', 'x', '@panaderia.example'],
]

test('E1: whatever stands in an address, or in a comment that names it, no other’s pass becomes one of María’s', () => {
  const local = fc.array(fc.constantFrom(...WORDS), { maxLength: 9 }).map((words) => `"${words.join('')}"`)
  fc.assert(
    fc.property(local, fc.boolean(), fc.boolean(), (local, commented, failed) => {
      const address = `${local}@otra.example`
      const comment = commented ? `(mx: domain of ${address} designates 192.0.2.1 as permitted sender) ` : ''
      const said = `spf=pass ${comment}smtp.mailfrom=${address}; dkim=pass header.i=${address} header.s=x`
      const got = verdict(`${SERVER}; ${said}${failed ? '; dmarc=fail header.from=panaderia.example' : ''}`)
      return failed ? got === 'fail' : got === 'none'
    }),
    { seed: 20261126, numRuns: 5000 },
  )
})

test('E1: what is too long to be read to its end may have ended in a failure', () => {
  expect(
    verdict(
      `${SERVER}; dmarc=pass header.from=panaderia.example; ${'dkim=pass header.d=otra.example; '.repeat(200)}`.slice(
        0,
        4000,
      ),
    ),
  ).toBe('fail')
})

test('what stands below the second hop travelled with the mail; a server’s own handling is no hop', () => {
  const said = { name: 'Authentication-Results', value: `${SERVER}; dmarc=pass header.from=panaderia.example` }
  const hop = (value: string) => ({ name: 'Received', value })
  const [inside, ours, theirs] = [hop('by 2002:a05::1'), hop('from otro by mx.sur.example'), hop('from x by otro')]
  const of = (...headers: { name: string; value: string }[]) => serverVerdict(headers, SERVER, FROM)?.result
  expect(of(ours, theirs, said)).toBeUndefined()
  expect([of(said, ours, theirs), of(inside, ours, said, theirs)]).toEqual(['pass', 'pass'])
})

test('only the mailbox’s own server is believed', () => {
  expect(verdict('mx.eva.example; dmarc=pass header.from=panaderia.example')).toBeUndefined()
  expect(verdict(`${SERVER}.eva.example; dmarc=pass header.from=panaderia.example`)).toBeUndefined()
  expect(serverVerdict([{ name: 'Authentication-Results', value: `${SERVER}; dmarc=pass` }], null, FROM)).toBeNull()
})

test('E1: what its filters say in headers of their own counts together, and the worst of it wins', () => {
  const told = (said: string, server = SERVER) => ({ name: 'Authentication-Results', value: `${server}; ${said}` })
  const of = (...headers: { name: string; value: string }[]) => serverVerdict(headers, SERVER, FROM)?.result
  const [pass, fail] = ['pass', 'fail'].map((result) => told(`dmarc=${result} header.from=panaderia.example`))
  const [nothing, filter] = [told('dkim=none'), { name: 'DMARC-Filter', value: 'OpenDMARC' }]
  expect([of(nothing, filter, fail!), of(pass!, fail!), of(fail!, pass!)]).toEqual(['fail', 'fail', 'fail'])
  expect([of(nothing, pass!), of(pass!, told('dmarc=none'))]).toEqual(['pass', 'none'])
  // below another's word, or below the hop they stand above, nothing of it is theirs
  const hop = { name: 'Received', value: 'from x by mx.sur.example' }
  expect([of(nothing, told('none', 'mx.otra.example'), pass!), of(nothing, hop, pass!)]).toEqual(['none', 'none'])
  expect(of(told('spf=pass smtp.mailfrom="', SERVER), pass!)).toBe('pass')
})
