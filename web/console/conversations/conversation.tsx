import type { Ticket } from '../tickets/data.ts'
import { Composer } from './composer.tsx'
import classes from './conversation.module.css'
import { Feed } from './feed.tsx'

/** What was said, and what one says now. */
export function Conversation({ ticket }: { ticket: Ticket }) {
  return (
    <div className={classes.conversation}>
      <Feed ticket={ticket} />
      <Composer ticket={ticket} />
    </div>
  )
}
