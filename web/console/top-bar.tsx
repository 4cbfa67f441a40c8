import { ActionIcon, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconMenu2, IconPlus, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { Brand } from '../ui/brand.tsx'
import { Tip } from '../ui/tip.tsx'
import { Bell } from './alerts/bell.tsx'
import { UserMenu } from './auth/user-menu.tsx'
import { Availability } from './availability.tsx'
import { CallButton } from './cockpit/under-way.tsx'
import { KeyOf } from './key-of.tsx'
import { ButtonLink } from './links.tsx'
import classes from './top-bar.module.css'

type Open = { onMenu: () => void; onPalette: () => void; onShortcuts: () => void }

export function TopBar({ onMenu, onPalette, onShortcuts }: Open) {
  const { t } = useTranslation()
  return (
    <header className={classes.bar}>
      <ActionIcon
        className={classes.menu}
        variant="transparent"
        size="lg"
        onClick={onMenu}
        aria-label={t('shell.menu')}
      >
        <IconMenu2 size={20} />
      </ActionIcon>
      <Link to={paths.tickets} search={{ view: 'mine' }} className={classes.brand}>
        <Brand />
      </Link>
      <SearchField onPalette={onPalette} />
      <div className={classes.space} />
      <ActionIcon
        className={classes.narrow}
        variant="transparent"
        size="lg"
        onClick={onPalette}
        aria-label={t('command.search')}
      >
        <IconSearch size={20} />
      </ActionIcon>
      <CallButton className={classes.call} text={classes.newText} />
      <Tip label={<TipWithKey text={t('command.newTicket')} command="new-ticket" keys="n" />}>
        <ButtonLink
          to={paths.newTicket}
          className={classes.new}
          color="amber"
          h={32}
          aria-label={t('command.newTicket')}
          leftSection={<IconPlus size={16} stroke={2.5} />}
        >
          <span className={classes.newText}>{t('command.newTicket')}</span>
        </ButtonLink>
      </Tip>
      <Availability />
      <Bell />
      <UserMenu onShortcuts={onShortcuts} />
    </header>
  )
}

function SearchField({ onPalette }: { onPalette: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { q } = useSearch({ strict: false }) as { q?: string }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur()
    if (event.key !== 'Enter') return
    const words = event.currentTarget.value.trim()
    event.currentTarget.blur()
    void navigate({ to: paths.tickets, search: words ? { q: words } : { view: 'mine' } })
  }
  return (
    <search className={classes.search}>
      <IconSearch size={16} aria-hidden />
      <input
        key={q ?? ''}
        id="search"
        type="search"
        autoComplete="off"
        defaultValue={q}
        placeholder={t('shell.searchHint')}
        aria-label={t('command.search')}
        onKeyDown={onKeyDown}
      />
      <UnstyledButton className={classes.palette} onClick={onPalette}>
        <VisuallyHidden>{t('command.palette')}</VisuallyHidden>
        <KeyOf command="palette" keys="mod+k" />
      </UnstyledButton>
    </search>
  )
}

export function TipWithKey({ text, command, keys }: { text: string; command: string; keys: string }) {
  return (
    <span className={classes.tip}>
      {text} <KeyOf command={command} keys={keys} />
    </span>
  )
}
