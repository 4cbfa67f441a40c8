import type { ReactNode } from 'react'
import classes from './wide-table.module.css'

/** A table that may be wider than the screen scrolls in its own frame, by finger, wheel and keyboard. */
export function WideTable({ label, minWidth, children }: { label: string; minWidth: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.frame} aria-label={label} tabIndex={0}>
      <div style={{ minWidth }}>{children}</div>
    </section>
  )
}
