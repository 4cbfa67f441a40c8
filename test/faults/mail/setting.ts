import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runningEmbedded } from '../../../server/platform/embedded.ts'
import { openClient, type Request } from '../../bench/client.ts'
import { type DeskProcess, freePort, startDesk } from '../../bench/desk-process.ts'
import { type FaultyWay, faultProxy } from '../../mail/fault-proxy.ts'
import { adminToken } from '../token.ts'
import { type Dovecot, LOGIN, newDovecot } from './dovecot.ts'
import { type Exim, newExim } from './exim.ts'
import { type Hand, newHand } from './hand.ts'
import { CERTIFICATE, type Peer, SENDER, smtpPeer } from './peer.ts'

/** A desk, the Dovecot it fetches from and the way there, the Exim that hands mail over to it, and the server it sends by with the way there. */
export type Setting = {
  desk: DeskProcess
  token: string
  dataDir: string
  /** What the desk is started with. */
  env: Record<string, string>
  dovecot: Dovecot
  exim: Exim
  /** Our own client of its LMTP listener. */
  hand: Hand
  way: FaultyWay
  wayOut: FaultyWay
  peer: Peer
  /** How the mailbox sends. */
  security: 'none' | 'starttls'
  /** When the desk was killed. */
  killed: number[]
}

export async function newSetting(admin: Record<string, string>): Promise<Setting> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ventanilla-faults-mail-'))
  const lmtp = await freePort()
  const listen = { MAIL_LISTEN: `lmtp://127.0.0.1:${lmtp}`, NODE_EXTRA_CA_CERTS: CERTIFICATE }
  const env = { DATA_DIR: dataDir, ...listen, ...admin }
  const desk = await startDesk(env)
  const token = await adminToken({ DATA_DIR: dataDir }, runningEmbedded(dataDir)!)
  const [dovecot, exim, peer] = await Promise.all([newDovecot(), newExim(lmtp), smtpPeer()])
  const [way, wayOut] = await Promise.all([faultProxy(dovecot.port), faultProxy(peer.port)])
  const hand = newHand(lmtp)
  return { desk, token, dataDir, env, dovecot, exim, hand, way, wayOut, peer, security: 'none', killed: [] }
}

/** From now on the desk fetches from Dovecot, and confirms without a ceiling. */
export async function addMailbox(setting: Setting) {
  await ask(setting, { method: 'PATCH', url: '/api/settings/mail', body: { confirmationsPerHour: 100_000 } })
  const host = '127.0.0.1'
  const incoming = { host, port: setting.way.port, security: 'none', unreadSince: '2026-01-01T00:00:00Z', ...LOGIN }
  const body = { address: 'soporte@panaderia-sur.example', incoming, outgoing: outgoing(setting, setting.security) }
  await ask(setting, { method: 'POST', url: '/api/mailboxes', body })
}

/** In the clear every word can be met by a fault; STARTTLS is the last that is. */
export async function sendBy(setting: Setting, security: Setting['security']) {
  if (security === setting.security) return
  const [box] = (await ask<{ items: { id: number; version: number }[] }>(setting, GET_BOXES)).items
  const body = { version: box!.version, outgoing: outgoing(setting, security) }
  await ask(setting, { method: 'PATCH', url: `/api/mailboxes/${box!.id}`, body })
  setting.security = security
}

const GET_BOXES = { method: 'GET', url: '/api/mailboxes' } as const
const outgoing = ({ wayOut }: Setting, security: Setting['security']) => ({
  ...{ host: 'localhost', port: wayOut.port, security },
  ...SENDER,
})

export async function ask<T>({ desk, token }: Setting, request: Request): Promise<T> {
  const client = await openClient(desk.port, token)
  try {
    const { status, body } = await client.ask(request)
    if (status >= 300) throw new Error(`${request.method} ${request.url}: ${status} ${JSON.stringify(body)}`)
    return body as T
  } finally {
    client.close()
  }
}

export async function endSetting({ desk, dataDir, dovecot, exim, hand, way, wayOut, peer }: Setting) {
  hand.close()
  await desk.stop()
  await Promise.all([dovecot.remove(), exim.remove(), way.close(), wayOut.close(), peer.close()])
  rmSync(dataDir, { recursive: true, force: true })
}
