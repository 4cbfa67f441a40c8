import type { CSSProperties, ReactNode } from 'react'
import classes from './wide-table.module.css'

type Props = { label: string; minWidth: number; stacks?: boolean; children: ReactNode }

/**
 * A table that may be wider than the screen scrolls in its own frame, by finger, wheel and keyboard. One that stacks is read downwards on a
 * phone instead, each cell under its `data-label`, and what can be done (`data-acts`) beside the name.
 */
export function WideTable({ label, minWidth, stacks, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.frame} aria-label={label} tabIndex={0} data-stacks={stacks || undefined}>
      <div style={{ '--least': `${minWidth}px` } as CSSProperties}>{children}</div>
    </section>
  )
}
