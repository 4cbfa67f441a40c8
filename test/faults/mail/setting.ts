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
import { type Peer, smtpPeer } from './peer.ts'

/** A desk, the Dovecot it fetches from and the way there, the Exim that hands mail over to it, and the server it sends by with the way there. */
export type Setting = {
  desk: DeskProcess
  token: string
  dataDir: string
  /** What the desk is started with. */
  env: Record<string, string>
  dovecot: Dovecot
  exim: Exim
  way: FaultyWay
  wayOut: FaultyWay
  peer: Peer
  /** When the desk was killed. */
  killed: number[]
}

export async function newSetting(admin: Record<string, string>): Promise<Setting> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ventanilla-faults-mail-'))
  const lmtp = await freePort()
  const env = { DATA_DIR: dataDir, MAIL_LISTEN: `lmtp://127.0.0.1:${lmtp}`, ...admin }
  const desk = await startDesk(env)
  const token = await adminToken({ DATA_DIR: dataDir }, runningEmbedded(dataDir)!)
  const [dovecot, exim, peer] = await Promise.all([newDovecot(), newExim(lmtp), smtpPeer()])
  const [way, wayOut] = await Promise.all([faultProxy(dovecot.port), faultProxy(peer.port)])
  return { desk, token, dataDir, env, dovecot, exim, way, wayOut, peer, killed: [] }
}

/** From now on the desk fetches from Dovecot, and confirms without a ceiling. */
export async function addMailbox(setting: Setting) {
  await ask(setting, { method: 'PATCH', url: '/api/settings/mail', body: { confirmationsPerHour: 100_000 } })
  const host = '127.0.0.1'
  const incoming = { host, port: setting.way.port, security: 'none', unreadSince: '2026-01-01T00:00:00Z', ...LOGIN }
  const outgoing = { host, port: setting.wayOut.port, security: 'none' }
  const body = { address: 'soporte@panaderia-sur.example', incoming, outgoing }
  await ask(setting, { method: 'POST', url: '/api/mailboxes', body })
}

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

export async function endSetting({ desk, dataDir, dovecot, exim, way, wayOut, peer }: Setting) {
  await desk.stop()
  await Promise.all([dovecot.remove(), exim.remove(), way.close(), wayOut.close(), peer.close()])
  rmSync(dataDir, { recursive: true, force: true })
}
