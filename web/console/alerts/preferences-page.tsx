import { Button, Input, SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ALERT_KINDS, ALWAYS } from '../../../server/alerts/contract.ts'
import { DENSITIES, SCHEMES } from '../../../server/preferences/contract.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { Page, PageSection } from '../page.tsx'
import { prefer, useSettings } from '../preferences.ts'
import classes from './preferences.module.css'

/** How one likes one's console, kept for every browser one works in. */
export function PreferencesPage() {
  const { t } = useTranslation()
  usePageTitle(t('preferences.title'))
  return (
    <Page title={t('preferences.title')}>
      <PageSection title={t('shell.appearance')}>
        <Looks />
      </PageSection>
      <PageSection title={t('alert.title')} lead={t('preferences.alertsLead')}>
        <Matrix />
        <Desktop />
      </PageSection>
    </Page>
  )
}

function Looks() {
  const { t } = useTranslation()
  const { density = 'normal', scheme = 'auto' } = useSettings()
  const { setColorScheme } = useMantineColorScheme()
  return (
    <div className={classes.looks}>
      <Input.Wrapper label={t('shell.density')} labelElement="div">
        <SegmentedControl
          aria-label={t('shell.density')}
          value={density}
          data={DENSITIES.map((one) => ({ value: one, label: t(`density.${one}`) }))}
          onChange={(one) => void prefer({ density: one as typeof density })}
        />
      </Input.Wrapper>
      <Input.Wrapper label={t('preferences.colours')} labelElement="div">
        <SegmentedControl
          aria-label={t('preferences.colours')}
          value={scheme}
          data={SCHEMES.map((one) => ({ value: one, label: t(`scheme.${one}`) }))}
          onChange={(one) => {
            setColorScheme(one as typeof scheme)
            void prefer({ scheme: one as typeof scheme })
          }}
        />
      </Input.Wrapper>
    </div>
  )
}

/** Which event rings the bell; what is overdue rings for everybody, and says why. */
function Matrix() {
  const { t } = useTranslation()
  const { alerts = {} } = useSettings()
  return (
    <div className={classes.switches}>
      {ALERT_KINDS.map((kind) => {
        const always = ALWAYS.includes(kind)
        return (
          <Switch
            key={kind}
            label={t(`alertKind.${kind}`)}
            description={always ? t('preferences.always') : undefined}
            disabled={always}
            checked={always || alerts[kind] !== false}
            onChange={(event) => void prefer({ alerts: { ...alerts, [kind]: event.currentTarget.checked } })}
          />
        )
      })}
    </div>
  )
}

/** The system's own notices, once the reader and the browser allow them. */
function Desktop() {
  const { t } = useTranslation()
  const { desktopAlerts = false } = useSettings()
  const [allowed, setAllowed] = useState(() => ('Notification' in window ? Notification.permission : 'denied'))
  const ask = async () => {
    const answer = await Notification.requestPermission()
    setAllowed(answer)
    if (answer === 'granted') void prefer({ desktopAlerts: true })
  }
  if (allowed === 'denied') return <p className={classes.hint}>{t('preferences.desktopDenied')}</p>
  if (allowed === 'default')
    return (
      <Button mt="md" variant="default" onClick={() => void ask()}>
        {t('preferences.desktopAsk')}
      </Button>
    )
  return (
    <Switch
      mt="md"
      label={t('preferences.desktop')}
      checked={desktopAlerts}
      onChange={(event) => void prefer({ desktopAlerts: event.currentTarget.checked })}
    />
  )
}
