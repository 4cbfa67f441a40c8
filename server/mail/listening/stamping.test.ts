import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { serverVerdict } from '../intake/authentication.rules.ts'
import { receivedLine, stamped } from './stamping.ts'

const LINE = receivedLine({ id: 'abc', transaction: 1, remoteAddress: '192.0.2.7' }, 'desk.example', 'smtp')
const through = async (...chunks: string[]) =>
  String(await buffer(stamped(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), LINE)))

test('E1: what the site’s own server found out is read below the line of ours as it is without it', () => {
  const [name, value] = LINE.trim().split(/: (.*)/s) as [string, string]
  const server = 'mx.desk.example'
  const headers = [
    { name: 'Received', value: `from evil.example by ${server}; Mon, 2 Mar 2026 09:00:00 -0300` },
    { name: 'Authentication-Results', value: `${server}; dmarc=fail header.from=panaderia.example` },
  ]
  for (const all of [headers, [{ name, value }, ...headers]])
    expect(serverVerdict(all, server, 'maria@panaderia.example')).toMatchObject({ result: 'fail', by: 'server' })
})

test('E1: only a head without date and Message-ID is told apart, in whatever pieces it comes, and no word is lost', async () => {
  const alarm = 'From: ups@planta.example\r\nSubject: Sin corriente\r\n\r\nDate: hoy\r\n'
  expect(await through(...alarm)).toBe(LINE + alarm)
  for (const field of ['Date: Mon, 2 Mar 2026 09:00:00 -0300', 'MESSAGE-ID : <uno@planta.example>'])
    expect(await through(...`${field}\r\n${alarm}`)).toBe(`${field}\r\n${alarm}`)
  expect(await through('Subject: x')).toBe(`${LINE}Subject: x`)
  expect(await through()).toBe('')
})
