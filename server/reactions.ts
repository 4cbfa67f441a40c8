import type { Reactions } from './audit/record.ts'
import { announceSettings } from './auth/announcing.ts'
import { moveCalls, returnCalls } from './conversations/merged-customers.ts'
import { returnMoved } from './conversations/splitting.ts'
import { alertOfMailbox } from './mail/fetching/telling.ts'
import { followMoves } from './mail/intake/following-moves.ts'
import { noticeClosed, noticeOpening, noticeSolved } from './mail/outgoing/notices.ts'
import { cancelMails, queueMail } from './mail/outgoing/queueing.ts'
import { hurryMails } from './mail/outgoing/retrying.ts'
import { alertOfFailure } from './mail/outgoing/settling-mail.ts'
import { restMail } from './mail/resting.ts'
import { alertWatchers } from './tickets/following.ts'
import { handOverWorkOf } from './tickets/leaving.ts'
import { followMerge, followUnmerge } from './tickets/merged-customers.ts'
import { leaveNumbersOut } from './tickets/numbers.ts'
import {
  alertNewOwner,
  alertOwner,
  alertReceivingGroup,
  noteAnsweredCall,
  noteBounce,
  noteDoubt,
  noteOurWords,
  noteRecord,
  recountOurWords,
  takeCustomerReply,
  takeThirdPartyReply,
} from './tickets/replying.ts'
import { indexTicket } from './tickets/search.ts'
import { resettleAll, resettleGroup } from './tickets/sweeping.ts'
import { indexTags } from './tickets/tags.ts'

/**
 * What follows from what. Each list runs in order, inside the transaction that recorded the fact; it changes rows and never
 * calls out. What is derived (targets, next action, live messages) is no reaction: see settling.ts.
 */
export const reactions: Reactions = {
  'ticket.opened': [indexTicket, noticeOpening],
  'ticket.moved': [alertWatchers],
  'ticket.completed': [indexTicket, noticeSolved, alertWatchers],
  'ticket.reopened': [alertWatchers],
  'ticket.closed': [noticeClosed, alertWatchers],
  'ticket.accepted': [],
  'ticket.edited': [indexTicket, indexTags],
  'ticket.assigned': [alertNewOwner],
  'ticket.handed_over': [indexTags, alertReceivingGroup, alertWatchers],
  'ticket.promised': [],
  'ticket.snoozed': [],
  'ticket.merged': [],
  'ticket.received_merge': [],
  'ticket.discarded': [],
  'ticket.split': [recountOurWords],
  'ticket.received_split': [followMoves, recountOurWords],
  'ticket.undone': [indexTicket, indexTags, cancelMails, returnMoved, followMoves],
  'party.added': [],
  'party.removed': [],
  'relation.added': [],
  'relation.removed': [],
  'activity.planned': [],
  'activity.changed': [],
  'activity.done': [],
  'alarm.raised': [],

  'customer.replied': [takeCustomerReply, alertOwner, alertWatchers],
  'customer.thanked': [noteRecord],
  'third_party.replied': [takeThirdPartyReply, alertOwner, alertWatchers],
  'agent.replied': [noteOurWords, queueMail, alertWatchers],
  'desk.wrote': [queueMail],
  'note.added': [noteRecord, alertWatchers],
  'mail.kept': [noteRecord],
  'mail.doubted': [noteDoubt, alertOwner],
  'call.missed': [noteRecord],
  'call.logged': [noteAnsweredCall],
  'call.started': [],
  'call.changed': [],
  'call.ended': [],
  'call.callback_due': [],
  'script.saved': [announceSettings],
  'file.stored': [],
  'library.added': [announceSettings],
  'library.removed': [announceSettings],

  'customer.created': [],
  'customer.edited': [],
  'customer.merged': [followMerge, moveCalls],
  'customer.unmerged': [followUnmerge, returnCalls],
  'customer.told_apart': [],
  'customer.email_failing': [],
  'customer.email_working': [],
  'organization.created': [],
  'organization.edited': [],
  'organization.merged': [followMerge],
  'organization.unmerged': [followUnmerge],
  'import.received': [],
  'import.mapped': [],
  'import.started': [],
  'import.cancelled': [],
  'import.checked': [],
  'import.finished': [],

  'category.saved': [announceSettings],
  'questions.saved': [announceSettings],
  'view.saved': [],
  'view.removed': [],
  'bulk.started': [],
  'status.saved': [announceSettings],
  'calendar.saved': [resettleAll, announceSettings],
  'calendar.removed': [announceSettings],
  'policy.saved': [resettleAll, announceSettings],
  'settings.saved': [announceSettings],

  'mailbox.created': [announceSettings],
  'mailbox.edited': [hurryMails, announceSettings],
  'mailbox.unreachable': [alertOfMailbox],
  'mailbox.reached': [alertOfMailbox],
  'mailbox.connecting': [],
  'mailbox.connected': [hurryMails, announceSettings],
  'mailbox.failing': [],
  'mailbox.working': [],
  'mail.sent': [],
  'mail.failed': [alertOfFailure],
  'mail.retried': [],
  'mail.tested': [],
  'template.saved': [announceSettings],
  'template.reset': [announceSettings],
  'template.broken': [],
  'mail.bounced': [recountOurWords, noteBounce],
  'mail.taken_up': [],

  'session.started': [],
  'session.ended': [],
  'session.confirmed': [],
  'agent.created': [announceSettings],
  'agent.edited': [announceSettings],
  'agent.left': [handOverWorkOf, announceSettings],
  'access_link.made': [],
  'access_link.revoked': [],
  'access_link.used': [],
  'factor.added': [],
  'factor.removed': [],
  'factors.reset': [],
  'recovery_codes.made': [],
  'recovery_code.used': [],
  'provider.saved': [announceSettings],
  'identity.linked': [],
  'identity.unlinked': [],
  'group.created': [announceSettings],
  'group.edited': [resettleGroup, announceSettings],
  'membership.changed': [],
  'token.created': [],
  'token.revoked': [],

  'backup.made': [],
  'backup.restored': [restMail, leaveNumbersOut],
}
