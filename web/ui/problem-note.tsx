import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './problem-note.module.css'

/** What went wrong, in a sentence, where it went wrong; announced at once. */
export function ProblemNote({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.note} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={classes.text}>{children}</div>
      {action}
    </div>
  )
}
