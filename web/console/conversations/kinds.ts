import {
  IconLock,
  IconMail,
  IconMailForward,
  IconMailX,
  IconMessageCircle,
  IconPhoneIncoming,
  IconPhoneOutgoing,
  IconRobot,
  IconWorld,
} from '@tabler/icons-react'
import type { Interaction } from './data.ts'

/** What it is, as a key of the catalogue: a call is told by who made it; a mail that stays inside is a note. */
export function kindKey(interaction: Interaction) {
  const { kind, direction, internal } = interaction
  if (internal) return 'note'
  if (saidByMailServer(interaction)) return interaction.bounce === 'temporary' ? 'delayed' : 'bounced'
  if (kind === 'call') return direction === 'in' ? 'callIn' : 'callOut'
  return silenceOf(interaction) ?? kind
}

const SILENCES = [
  'out_of_office',
  'auto_reply',
  'auto_generated',
  'bulk',
  'list',
  'calendar_reply',
  'read_receipt',
] as const

/** What kind of a program wrote it, where it was certain that one did. */
export const silenceOf = ({ silence }: Interaction) => SILENCES.find((known) => known === silence)

export function symbolOf(interaction: Interaction) {
  const { kind, direction, internal } = interaction
  if (internal) return IconLock
  if (saidByMailServer(interaction)) return IconMailX
  const silence = silenceOf(interaction)
  if (silence && silence !== 'list') return IconRobot
  if (kind === 'call') return direction === 'in' ? IconPhoneIncoming : IconPhoneOutgoing
  if (kind === 'email') return direction === 'in' ? IconMail : IconMailForward
  return { note: IconLock, portal: IconWorld, chat: IconMessageCircle }[kind]
}

/** A mail server's notice that a mail of ours did not arrive: nobody's words, and nobody reads an answer to it. */
export const saidByMailServer = ({ direction, bounce }: Interaction) => direction === 'in' && bounce !== null

/** In the name of one of us, and nothing proves it. */
export const claimsToBeUs = ({ direction, party, doubted, verified }: Interaction) =>
  direction === 'in' && party === 'agent' && (doubted || verified === false)

/** The customer's words as one of us had them, and passed them on to the desk. */
export const isPassedOn = ({ direction, doubted, author }: Interaction) =>
  direction === 'in' && doubted && author?.kind === 'agent'

/** A mail that was taken back within its ten seconds: nobody outside has read it. */
export const isTakenBack = ({ delivery }: Interaction) => delivery?.state === 'cancelled'

/** Somebody's own words, not what a program says by itself: the desk's notices, absences, mail servers. */
export const saidByPerson = (interaction: Interaction) =>
  !interaction.automatic && !interaction.autoReply && !saidByMailServer(interaction)

type Undelivered = NonNullable<Interaction['bounce']>

/** Who did not get it, by how it failed: of one mail an address may be gone for good and another's mailbox be full. */
export function failuresOf({ bounce, failedRecipients, delivery }: Interaction): [Undelivered, string[]][] {
  if (!bounce) return []
  const failed = (address: string): Undelivered => {
    const known = delivery?.recipients.find((one) => one.address === address)
    return known ? (known.bounce ?? 'temporary') : bounce
  }
  const kinds = ['permanent', 'returned', 'temporary'] as const
  const failures = kinds.map((kind) => [kind, failedRecipients.filter((address) => failed(address) === kind)] as const)
  return failures.flatMap(([kind, addresses]) => (addresses.length ? [[kind, addresses]] : []))
}
