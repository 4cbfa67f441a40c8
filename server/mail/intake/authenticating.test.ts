import { generateKeyPairSync } from 'node:crypto'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { expect, test } from 'vitest'
import { parseMail } from '../parsing/parsing.ts'
import { authenticate } from './authenticating.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const resolver = async (name: string) => {
  if (name === 's1._domainkey.desk.example') return [[`v=DKIM1; k=rsa; p=${key}`]]
  if (name === '_dmarc.desk.example') return [['v=DMARC1; p=reject']]
  throw Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' })
}
const letter = (text = 'Hola', ...more: string[]) =>
  ['From: ben@desk.example', 'To: eva@otra.example', 'Subject: Aprobado', ...more, '', text].join('\r\n')
const signed = async (mail: string, more: object = {}) => {
  const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  const signature = { signingDomain: 'desk.example', selector: 's1', privateKey: key, ...more }
  return `${(await dkimSign(mail, { ...signature, signatureData: [signature] })).signatures}${mail}`
}
const questionOf = async (mail: string, more: object = {}) => {
  const raw = Buffer.from(mail)
  const { headers, from } = await parseMail(raw)
  return { raw, headers, from: from!.address, trustedServer: null, resolver, lane: 'api', ...more }
}
const verdict = async (mail: string, more: object = {}) => (await authenticate(await questionOf(mail, more))).result

test('E1: what leads words to a ticket must be signed with them: else Ben’s mail to Eva is a note on any', async () => {
  const mail = await signed(letter())
  expect(await verdict(mail)).toBe('pass')
  for (const put of ['In-Reply-To: <a@b.example>', 'References: <a@b.example>', 'Reply-To: eva@otra.example'])
    expect([put, await verdict(`${put}\r\n${mail}`)]).toEqual([put, 'none'])
  const answer = await signed(letter('Hola', 'In-Reply-To: <a@b.example>', 'References: <a@b.example>'))
  expect(await verdict(answer)).toBe('pass')
  expect(await verdict(`References : <c@d.example>\r\n${answer}`)).toBe('none')
  const crowd = Array.from({ length: 300 }, (_, n) => `X-${n}: x`).join('\r\n')
  expect(await verdict(`${crowd}\r\nIn-Reply-To: <a@b.example>\r\n${mail}`)).toBe('none')
})

test('Microsoft 365 signs neither to whom a mail goes nor what it answers: Ben’s answers from there are his', async () => {
  const likeMicrosoft = { headerList: 'From:Date:Subject:Message-ID:Content-Type:MIME-Version' }
  const answer = await signed(letter('Hola', 'In-Reply-To: <a@b.example>', 'References: <a@b.example>'), likeMicrosoft)
  expect(await verdict(answer)).toBe('pass')
  expect(await verdict(`Reply-To: eva@otra.example\r\n${answer}`)).toBe('none')
})

test('words behind those that are signed are nobody’s', async () => {
  expect(await verdict(`${await signed(letter('Hola'), { maxBodyLength: 4 })} y adiós`)).toBe('none')
})

test('a forged signature fails where its domain asks for it, and not where the name service does not answer', async () => {
  const forged = (await signed(letter('uno'))).replace(/uno$/, 'dos')
  expect(await verdict(forged)).toBe('fail')
  const silent = async (name: string) => {
    if (name.startsWith('_dmarc')) return resolver(name)
    throw Object.assign(new Error('ETIMEOUT'), { code: 'ETIMEOUT' })
  }
  expect(await verdict(await signed(letter()), { resolver: silent })).toBe('none')
})

test('E1: more signatures than people’s mail carries are not looked at', async () => {
  const more = (n: number) =>
    Array.from(
      { length: n },
      (_, i) => `DKIM-Signature: v=1; a=rsa-sha256; d=d${i}.example; s=s; h=from; bh=x; b=x\r\n`,
    )
  const mail = await signed(letter())
  expect(await verdict(`${more(7).join('')}${mail}`)).toBe('pass')
  expect(await verdict(`${more(8).join('')}${mail}`)).toBe('none')
})

test('E1: a mail that is hard to check holds up nobody: it is checked in a thread, and in time or not at all', async () => {
  const file = letter('hola hola hola hola\r\n'.repeat(200_000), 'Content-Type: application/octet-stream')
  const mail = await signed(file)
  const question = await questionOf(mail)
  let rounds = 0
  const going = setInterval(() => rounds++, 1)
  expect((await authenticate(question)).result).toBe('pass')
  clearInterval(going)
  expect(rounds).toBeGreaterThan(10)
  expect((await authenticate({ ...question, checkMs: 5 })).result).toBe('none')
  expect(await verdict(await signed(letter()))).toBe('pass')
})
