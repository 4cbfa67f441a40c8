import classes from './status-badge.module.css'

const SIDE: Record<string, string> = {
  pending: 'waiting',
  in_progress: 'agent',
  customer_action: 'customer',
  third_party_action: 'third',
  completed: 'done',
  closed: 'closed',
}

/** Where a ticket stands; the colour says whose move it is, the words say it to everybody. */
export function StatusBadge({ status, label }: { status: string; label?: string }) {
  return (
    <span className={classes.badge} data-side={SIDE[status]} data-bare={!label || undefined}>
      <span className={classes.dot} aria-hidden />
      {label && (
        <span className={classes.label} title={label}>
          {label}
        </span>
      )}
    </span>
  )
}
