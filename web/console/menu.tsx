import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Navigation } from './navigation.tsx'

/** The navigation where there is no room for it beside the page. */
export function Menu({ title, onClose }: { title: string; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Drawer opened onClose={onClose} size={280} title={title} closeButtonProps={{ 'aria-label': t('do.close') }}>
      <nav aria-label={t('shell.navigation')}>
        <Navigation />
      </nav>
    </Drawer>
  )
}
