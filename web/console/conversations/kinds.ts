import {
  IconLock,
  IconMail,
  IconMailForward,
  IconMessageCircle,
  IconPhoneIncoming,
  IconPhoneOutgoing,
  IconWorld,
} from '@tabler/icons-react'
import type { Interaction } from './data.ts'

/** What it is, as a key of the catalogue: a call is told by who made it; a mail that stays inside is a note. */
export function kindKey({ kind, direction, internal }: Interaction) {
  if (internal) return 'note'
  if (kind === 'call') return direction === 'in' ? 'callIn' : 'callOut'
  return kind
}

export function symbolOf({ kind, direction, internal }: Interaction) {
  if (internal) return IconLock
  if (kind === 'call') return direction === 'in' ? IconPhoneIncoming : IconPhoneOutgoing
  if (kind === 'email') return direction === 'in' ? IconMail : IconMailForward
  return { note: IconLock, portal: IconWorld, chat: IconMessageCircle }[kind]
}
