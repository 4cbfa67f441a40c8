import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_CHOICES, type Language, speak } from '../../i18n.ts'
import { Brand } from '../../ui/brand.tsx'
import classes from './front-page.module.css'

type Props = {
  title: string
  lead?: string
  /** Whose desk it is, where that is known. */
  logo?: { name: string; logo: string | null } | undefined
  wide?: boolean
  children: ReactNode
}

/** What is seen before anybody is signed in. */
export function FrontPage({ title, lead, logo, wide, children }: Props) {
  const { t, i18n } = useTranslation()
  return (
    <div className={classes.page}>
      <header className={classes.brand}>
        <Brand />
      </header>
      <main id="content" className={classes.card} data-wide={wide || undefined}>
        {logo?.logo && <img className={classes.logo} src={logo.logo} alt={logo.name} />}
        <h1 className={classes.title}>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
      </main>
      <footer className={classes.footer}>
        <NativeSelect
          aria-label={t('shell.language')}
          size="xs"
          value={i18n.language}
          onChange={(event) => void speak(event.currentTarget.value as Language)}
          data={LANGUAGE_CHOICES}
        />
      </footer>
    </div>
  )
}
