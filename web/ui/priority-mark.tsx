import classes from './priority-mark.module.css'

const BARS: Record<string, number> = { immediate: 4, high: 3, normal: 2, low: 1 }

/** Four bars like signal strength: the shape tells the priority also to those who do not see the red. Without label it only adorns. */
export function PriorityMark({ priority, label }: { priority: string; label?: string }) {
  const bars = BARS[priority] ?? 2
  return (
    <span
      className={classes.mark}
      data-priority={priority}
      {...(label ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true })}
    >
      {[1, 2, 3, 4].map((bar) => (
        <span key={bar} data-on={bar <= bars || undefined} />
      ))}
    </span>
  )
}
