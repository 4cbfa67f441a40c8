import type { ReactNode } from 'react'
import classes from './page.module.css'

type PageProps = { title: string; actions?: ReactNode; wide?: boolean; children: ReactNode }

/** An ordinary page: a title, what can be done, and sections. `wide`: what stands in many columns takes the width there is. */
export function Page({ title, actions, wide, children }: PageProps) {
  return (
    <div className={classes.page} data-wide={wide || undefined}>
      <header className={classes.head}>
        <h1 className={classes.title}>{title}</h1>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

type SectionProps = { title: string; lead?: ReactNode; wide?: boolean; children: ReactNode }

export function PageSection({ title, lead, wide, children }: SectionProps) {
  return (
    <section className={classes.section} data-wide={wide || undefined}>
      <h2 className={classes.heading}>{title}</h2>
      {lead && <p className={classes.lead}>{lead}</p>}
      {children}
    </section>
  )
}
