import { Modal, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from '../ui/keys.tsx'
import { commandsNow, SECTIONS, setSingleKeys, singleKeysOn } from './commands.ts'
import classes from './shortcut-sheet.module.css'

/** Every key that works on the page one is on. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [commands] = useState(() => commandsNow().filter((command) => command.keys))
  const [single, setSingle] = useState(singleKeysOn)
  const change = (on: boolean) => {
    setSingleKeys(on)
    setSingle(on)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('command.shortcuts')}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <div className={classes.sections}>
        {SECTIONS.map((section) => {
          const listed = commands.filter((command) => command.section === section)
          if (listed.length === 0) return null
          return (
            <section key={section} className={classes.section}>
              <h2 className={classes.title}>{t(`command.section.${section}`)}</h2>
              <dl className={classes.list}>
                {listed.map((command) => (
                  <div key={command.id} className={classes.row}>
                    <dt>{command.label}</dt>
                    <dd>
                      <Keys keys={command.keys!} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
      </div>
      <Switch
        mt="md"
        checked={single}
        onChange={(event) => change(event.currentTarget.checked)}
        label={t('command.singleKeys')}
        description={t('command.singleKeysHint')}
      />
    </Modal>
  )
}
