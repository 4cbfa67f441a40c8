import type { createMailbox, SECURITY } from '../../../server/mail/mailboxes.contract.ts'
import type { BodyOf } from '../../../server/platform/contract.ts'
import type { Mailbox } from './mail-data.ts'

export type Connection = {
  on: boolean
  host: string
  port: string
  security: (typeof SECURITY)[number]
  user: string
  /** Empty: what is kept stays. */
  password: string
  passwordSet: boolean
  auth: 'password' | 'oauth2' | 'none'
  folder: string
  /** A day, or empty: only what comes from now on. */
  unreadSince: string
}
type Kept = NonNullable<Mailbox['incoming']> | NonNullable<Mailbox['outgoing']> | null | undefined

export function formOf(box: Mailbox | undefined) {
  return {
    address: box?.address ?? '',
    name: box?.name ?? '',
    groupId: box ? String(box.group.id) : '',
    language: box?.language ?? ('es' as const),
    signature: box?.signature ?? '',
    trustedServer: box?.trustedServer ?? '',
    plusAddressing: box?.plusAddressing ?? false,
    confirms: box?.confirms ?? true,
    isDefault: box?.isDefault ?? false,
    active: box?.active ?? true,
    incoming: { ...connectionOf(box?.incoming, '993'), on: !box || !!box.incoming },
    outgoing: { ...connectionOf(box?.outgoing, '465'), on: !box || !!box.outgoing },
  }
}

function connectionOf(kept: Kept, port: string): Connection {
  return {
    on: true,
    host: kept?.host ?? '',
    port: String(kept?.port ?? port),
    security: kept?.security ?? 'tls',
    user: kept?.user ?? '',
    password: '',
    passwordSet: kept?.passwordSet ?? false,
    auth: kept?.auth ?? 'password',
    folder: kept && 'folder' in kept ? kept.folder : 'INBOX',
    unreadSince: kept && 'unreadSince' in kept ? dayOf(kept.unreadSince) : '',
  }
}

/** What is sent: a new mailbox leaves out what the desk knows better. */
export function bodyOf(form: ReturnType<typeof formOf>, box: Mailbox | undefined): BodyOf<typeof createMailbox> {
  return {
    address: form.address.trim(),
    ...(form.name.trim() && { name: form.name.trim() }),
    ...(form.groupId && { groupId: Number(form.groupId) }),
    ...{ language: form.language, signature: form.signature, confirms: form.confirms, active: form.active },
    trustedServer: form.trustedServer.trim() || null,
    plusAddressing: form.plusAddressing,
    ...((box || form.isDefault) && { isDefault: form.isDefault }),
    incoming: received(form.incoming),
    outgoing: sent(form.outgoing),
  }
}

function received(way: Connection) {
  const kept = sent(way)
  const { folder, unreadSince } = way
  return (
    kept && {
      ...kept,
      folder: folder.trim() || 'INBOX',
      // The day begins where the admin is.
      unreadSince: unreadSince ? new Date(`${unreadSince}T00:00`).toISOString() : null,
    }
  )
}

function sent({ on, host, port, security, user, password, auth }: Connection) {
  if (!on) return null
  return {
    ...{ host: host.trim(), port: Number(port), security, user: user.trim() },
    auth: auth === 'oauth2' ? auth : user.trim() ? ('password' as const) : ('none' as const),
    ...(password && { password }),
  }
}

/** As a field for days takes it (YYYY-MM-DD), in the zone of the reader. */
const dayOf = (moment: string | null) => (moment ? new Date(moment).toLocaleDateString('sv') : '')
