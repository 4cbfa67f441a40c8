import { useTranslation } from 'react-i18next'
import type { Ticket } from '../tickets/data.ts'
import type { Interaction } from './data.ts'
import { claimsToBeUs, isPassedOn, saidByMailServer } from './kinds.ts'
import { nameShown, ourName } from './who.ts'

/** Words of the customer written down by an agent are the customer's; who wrote them is said beside. */
export function useWho(interaction: Interaction, ticket: Ticket) {
  const { t } = useTranslation()
  const author = interaction.author?.name ?? t('interaction.system')
  if (interaction.direction === 'out' || interaction.internal)
    return { name: ourName(interaction) ?? author, writtenBy: undefined }
  if (saidByMailServer(interaction)) return { name: t('interaction.mailServer'), writtenBy: undefined }
  const { from } = interaction
  if (claimsToBeUs(interaction)) return { name: from?.address ?? author, writtenBy: undefined, unproven: true }
  const outside = from && nameShown(from)
  const name = outside ?? (interaction.party === 'customer' ? ticket.customer.name : t('side.thirdParty'))
  const writtenDown = interaction.author?.kind === 'agent' && !isPassedOn(interaction)
  return { name, writtenBy: writtenDown ? author : undefined }
}
