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

test('what stands below the second hop travelled with the mail; a server’s own handling is no hop', () => {
  const said = { name: 'Authentication-Results', value: `${SERVER}; dmarc=pass header.from=panaderia.example` }
  const hop = (value: string) => ({ name: 'Received', value })
  const [inside, ours, theirs] = [hop('by 2002:a05::1'), hop('from otro by mx.sur.example'), hop('from x by otro')]
  const of = (...headers: { name: string; value: string }[]) => serverVerdict(headers, SERVER, FROM)?.result
  expect(of(ours, theirs, said)).toBeUndefined()
  expect([of(said, ours, theirs), of(inside, ours, said, theirs)]).toEqual(['pass', 'pass'])
})

test('only the mailbox’s own server is believed, and of its words the first', () => {
  expect(verdict('mx.eva.example; dmarc=pass header.from=panaderia.example')).toBeUndefined()
  expect(verdict(`${SERVER}.eva.example; dmarc=pass header.from=panaderia.example`)).toBeUndefined()
  expect(
    verdict(
      `${SERVER}; dmarc=fail header.from=panaderia.example`,
      `${SERVER}; dmarc=pass header.from=panaderia.example`,
    ),
  ).toBe('fail')
  expect(serverVerdict([{ name: 'Authentication-Results', value: `${SERVER}; dmarc=pass` }], null, FROM)).toBeNull()
})
