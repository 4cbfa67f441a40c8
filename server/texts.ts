import { recordTexts } from './admin/record.texts.ts'
import { adminTexts } from './admin/texts.ts'
import { authTexts } from './auth/texts.ts'
import { conversationTexts } from './conversations/texts.ts'
import { customerTexts } from './customers/texts.ts'
import { connectionTexts } from './mail/fetching/texts.ts'
import { outgoingTexts } from './mail/outgoing/texts.ts'
import { mailTexts } from './mail/texts.ts'
import type { Texts } from './platform/i18n.ts'
import { platformTexts } from './platform/texts.ts'
import { slaAdminTexts } from './sla/admin.texts.ts'
import { slaTexts } from './sla/texts.ts'
import { alertTexts } from './tickets/alert.texts.ts'
import { flowTexts } from './tickets/flow.texts.ts'
import { historyTexts } from './tickets/history.catalogue.ts'
import { statusTexts } from './tickets/statuses.texts.ts'
import { ticketTexts } from './tickets/texts.ts'

/** Everything the server says to people, in Spanish, English and Portuguese. */
export const texts: Texts[] = [
  platformTexts,
  authTexts,
  customerTexts,
  slaTexts,
  slaAdminTexts,
  ticketTexts,
  statusTexts,
  alertTexts,
  flowTexts,
  historyTexts,
  conversationTexts,
  mailTexts,
  connectionTexts,
  outgoingTexts,
  adminTexts,
  recordTexts,
]
