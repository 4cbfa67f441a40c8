import { useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ZoneContext } from '../formats.ts'
import { speak } from '../i18n.ts'
import { startLive } from '../live.ts'
import { part, patiently } from '../parts.ts'
import { paths } from '../paths.ts'
import { queries } from '../queries.ts'
import { ConfirmPlace } from './auth/confirming.tsx'
import { EnrolNotice } from './auth/enrol-notice.tsx'
import { useMe } from './auth/me.ts'
import { SessionEnded } from './auth/session-ended.tsx'
import { useCommands, useKeyboard } from './commands.ts'
import { Disconnected } from './disconnected.tsx'
import { Navigation } from './navigation.tsx'
import { sayRefusal } from './notices.tsx'
import { useSettings } from './preferences.ts'
import { usePriorityNames } from './priority-names.ts'
import classes from './shell.module.css'
import { useUndoKey } from './tickets/undo.tsx'
import { useViews } from './tickets/views-data.ts'
import { TopBar } from './top-bar.tsx'

const loadPalette = () => import('./palette.tsx')
const Palette = part(loadPalette, 'Palette')
const Menu = part(() => import('./menu.tsx'), 'Menu')
const BulkRuns = part(() => import('./tickets/bulk-progress.tsx'), 'BulkRuns')
const ShortcutSheet = part(() => import('./shortcut-sheet.tsx'), 'ShortcutSheet')

/** What stands around every page of the console: bar, navigation, and what can be called up anywhere. */
export function Shell() {
  const { t } = useTranslation()
  const me = useMe()
  const [menuOpen, menu] = useDisclosure(false)
  const [paletteOpen, palette] = useDisclosure(false)
  const [sheetOpen, sheet] = useDisclosure(false)
  const [runsOpen, runs] = useDisclosure(false)
  const router = useRouter()
  useKeyboard({ held: () => paletteOpen || sheetOpen || router.state.isLoading, onRefused: sayRefusal })
  useLiveDesk()
  useReadyPages()
  useOwnLanguage(me.language)
  useOwnColours()
  usePriorityNames()
  useUndoKey()
  useGlobalCommands(palette.open, sheet.open, runs.open)
  useCloseOnNavigation(menu.close)

  return (
    <ZoneContext value={me.zone}>
      <a className={classes.skip} href="#content">
        {t('shell.skip')}
      </a>
      <div className={classes.shell}>
        <TopBar onMenu={menu.open} onPalette={palette.open} onShortcuts={sheet.open} />
        <div role="status" className={classes.line}>
          <Disconnected />
        </div>
        <nav className={classes.navigation} aria-label={t('shell.navigation')}>
          <Navigation />
        </nav>
        <main id="content" className={classes.content} tabIndex={-1}>
          {me.enrolBy && <EnrolNotice by={me.enrolBy} overdue={me.confined} />}
          <Outlet />
        </main>
      </div>
      <SessionEnded email={me.email} />
      <ConfirmPlace />
      <Suspense>
        {menuOpen && <Menu title={me.company.name} onClose={menu.close} />}
        {paletteOpen && <Palette onClose={palette.close} />}
        {sheetOpen && <ShortcutSheet onClose={sheet.close} />}
        {runsOpen && <BulkRuns onClose={runs.close} />}
      </Suspense>
    </ZoneContext>
  )
}

function useLiveDesk() {
  const client = useQueryClient()
  useEffect(() => startLive(client), [client])
}

/** Loaded while nothing else is to do, one after the other: whoever presses ⌘K or N types on at once, and tickets open without a wait. */
function useReadyPages() {
  const router = useRouter()
  useEffect(() => {
    const ahead = [
      () => import('./tickets/ticket-page.tsx'),
      () => import('./conversations/rich-field.tsx'),
      () => patiently(loadPalette),
      () => router.preloadRoute({ to: paths.newTicket }),
      () => import('./tickets/list-filters.tsx'),
      () => import('./alerts/bell-popover.tsx'),
    ]
    let timer: ReturnType<typeof setTimeout>
    const next = async () => {
      // What cannot be had now is asked for when it is wanted.
      await ahead
        .shift()?.()
        .catch(() => undefined)
      if (ahead.length) timer = setTimeout(whenIdle, 200, next)
    }
    timer = setTimeout(whenIdle, 1500, next)
    return () => clearTimeout(timer)
  }, [router])
}

/** Safari does not tell when nothing is to do. */
const whenIdle = (work: () => void) => (window.requestIdleCallback ?? setTimeout)(work)

function useOwnLanguage(language: 'es' | 'en' | 'pt') {
  const { i18n } = useTranslation()
  useEffect(() => {
    // what was asked for before stands in the browser's language
    if (i18n.language !== language) void speak(language).then(() => queries.invalidateQueries())
  }, [i18n, language])
}

/** Light or dark as chosen on any of one's machines. */
function useOwnColours() {
  const { scheme } = useSettings()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    if (scheme && scheme !== colorScheme) setColorScheme(scheme)
    // What is chosen here is kept by whoever chooses it.
  }, [scheme])
}

function useCloseOnNavigation(close: () => void) {
  const address = useRouterState({ select: (state) => state.location.href })
  // A new address is the reason to close.
  useEffect(close, [address])
}

/** Pages one can go to from anywhere; those with a key have it here. */
const PLACES = [
  { to: paths.agenda, name: 'agenda.title', keys: 'g a' },
  { to: paths.team, name: 'team.title', keys: 'g t' },
  { to: paths.customers, name: 'customer.many', keys: 'g c' },
  { to: paths.preferences, name: 'preferences.title', keys: 'g p' },
  { to: paths.sessions, name: 'account.title', keys: undefined },
  { to: paths.tokens, name: 'admin.tokens', keys: undefined },
] as const

function useGlobalCommands(openPalette: () => void, openSheet: () => void, openRuns: () => void) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const views = useViews()
  useCommands([
    { id: 'palette', section: 'general', label: t('command.palette'), keys: 'mod+k', run: openPalette, keysOnly: true },
    { id: 'shortcuts', section: 'general', label: t('command.shortcuts'), keys: '?', run: openSheet },
    { id: 'bulk-runs', section: 'general', label: t('bulk.runs'), run: openRuns },
    {
      id: 'search',
      section: 'general',
      label: t('command.search'),
      keys: '/',
      keysOnly: true,
      run: () => document.getElementById('search')?.focus(),
    },
    {
      id: 'new-call',
      section: 'general',
      label: t('cockpit.new'),
      keys: 'c',
      run: () => void navigate({ to: paths.newCall }),
    },
    {
      id: 'go-calls',
      section: 'go',
      label: t('calls.title'),
      keys: 'g l',
      run: () => void navigate({ to: paths.calls }),
    },
    {
      id: 'new-ticket',
      section: 'general',
      label: t('command.newTicket'),
      keys: 'n',
      run: () => void navigate({ to: paths.newTicket }),
    },
    ...(['mine', 'unassigned', 'follow_up', 'overdue', 'open'] as const).map((view, index) => ({
      id: `go-${view}`,
      section: 'go' as const,
      label: t(`view.${view}`),
      keys: `g ${index + 1}`,
      run: () => void navigate({ to: paths.tickets, search: { view } }),
    })),
    ...PLACES.map(({ to, name, keys }) => ({
      id: `go-${to}`,
      section: 'go' as const,
      label: t(name),
      ...(keys && { keys }),
      run: () => void navigate({ to }),
    })),
    ...views.map(({ id, name }) => ({
      id: `view-${id}`,
      section: 'go' as const,
      label: t('views.go', { name }),
      run: () => void navigate({ to: paths.tickets, search: { viewId: id } }),
    })),
  ])
}
