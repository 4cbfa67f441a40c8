import { Menu, useMantineColorScheme } from '@mantine/core'
import {
  IconAdjustments,
  IconCheck,
  IconDeviceDesktop,
  IconDevices,
  IconKey,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconShieldLock,
  IconSun,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { editMe, signOut } from '../../../server/auth/contract.ts'
import { DENSITIES } from '../../../server/preferences/contract.ts'
import { call } from '../../api.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language, speak } from '../../i18n.ts'
import { paths } from '../../paths.ts'
import { queries } from '../../queries.ts'
import { prefer, useSettings } from '../preferences.ts'
import { meQuery, useMe } from './me.ts'
import classes from './user-menu.module.css'
import { UserButton } from './user-menu.tsx'

const SCHEMES = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
] as const

/** Appearance, language, keys, account, and the way out. */
export function UserMenuItems({ onShortcuts }: { onShortcuts: () => void }) {
  const { t, i18n } = useTranslation()
  const me = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { density = 'normal' } = useSettings()
  const chooseLanguage = useChooseLanguage()
  return (
    <Menu position="bottom-end" width={250} defaultOpened>
      <Menu.Target>
        <UserButton />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <strong className={classes.name}>{me.name}</strong>
          <span className={classes.mail}>{me.email}</span>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('shell.appearance')}</Menu.Label>
        {SCHEMES.map(([scheme, Mark]) => (
          <Menu.Item
            key={scheme}
            closeMenuOnClick={false}
            leftSection={<Mark size={16} />}
            rightSection={colorScheme === scheme && <Chosen />}
            onClick={() => {
              setColorScheme(scheme)
              void prefer({ scheme })
            }}
          >
            {t(`scheme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('shell.density')}</Menu.Label>
        {DENSITIES.map((one) => (
          <Menu.Item
            key={one}
            closeMenuOnClick={false}
            rightSection={density === one && <Chosen />}
            onClick={() => void prefer({ density: one })}
          >
            {t(`density.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('shell.language')}</Menu.Label>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            rightSection={i18n.language === language && <Chosen />}
            onClick={() => chooseLanguage(language)}
          >
            {LANGUAGE_NAMES[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShortcuts}>
          {t('command.shortcuts')}
        </Menu.Item>
        <Menu.Item leftSection={<IconAdjustments size={16} />} component={Link} to={paths.preferences}>
          {t('preferences.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDevices size={16} />} component={Link} to={paths.sessions}>
          {t('account.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconShieldLock size={16} />} component={Link} to={paths.security}>
          {t('security.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKey size={16} />} component={Link} to={paths.tokens}>
          {t('admin.tokens')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
          {t('auth.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Chosen() {
  const { t } = useTranslation()
  return <IconCheck size={16} aria-label={t('do.chosen')} role="img" />
}

function useChooseLanguage() {
  const { mutate } = useMutation({
    mutationFn: (language: Language) => call(editMe, { body: { language } }),
    onMutate: (language) => speak(language),
    // What the server has said in sentences is asked for again in the new language.
    onSuccess: (me) => {
      queries.setQueryData(meQuery.queryKey, me)
      void queries.invalidateQueries()
    },
  })
  return mutate
}

/** The page is loaded anew: nothing of the person who leaves stays in memory. */
async function leave() {
  await call(signOut, {}).catch(() => undefined)
  window.location.assign(paths.signIn)
}
