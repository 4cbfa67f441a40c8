import { Button, Group, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog.tsx'
import { Keys } from '../ui/keys.tsx'
import { type Command, commandsNow, inReadingOrder, keysOf, SECTIONS } from './commands.ts'
import { WRITING_KEYS } from './conversations/writing-keys.ts'
import { prefer, useSettings } from './preferences.ts'
import { ShortcutEditor } from './shortcut-editor.tsx'
import classes from './shortcut-sheet.module.css'

/** Every key that works on the page one is on; each can be changed, given back, or taken away. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [commands] = useState(() => inReadingOrder(commandsNow()))
  const { singleKeys = true, shortcuts = {} } = useSettings()
  const [changing, setChanging] = useState(false)
  const [editing, setEditing] = useState<Command>()
  const shown = commands.filter((command) => changing || keysOf(command))
  return (
    <Dialog onClose={onClose} size="lg" title={t('command.shortcuts')}>
      <div className={classes.sections}>
        {SECTIONS.map((section) => {
          const listed = shown.filter((command) => command.section === section)
          if (listed.length === 0) return null
          return (
            <section key={section} className={classes.section}>
              <h2 className={classes.title}>{t(`command.section.${section}`)}</h2>
              <dl className={classes.list}>
                {listed.map((command) => (
                  <div key={command.id} className={classes.row}>
                    <dt>{command.label}</dt>
                    <dd>
                      {changing ? (
                        <Button
                          size="compact-xs"
                          variant="default"
                          aria-label={t('command.changeKeys', { command: command.label })}
                          onClick={() => setEditing(command)}
                        >
                          <KeysNow command={command} />
                        </Button>
                      ) : (
                        <KeysNow command={command} />
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
        <section className={classes.section}>
          <h2 className={classes.title}>{t('write.keysTitle')}</h2>
          <dl className={classes.list}>
            {WRITING_KEYS.map(({ label, keys }) => (
              <div key={label} className={classes.row}>
                <dt>{t(label)}</dt>
                <dd>
                  <Keys keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
          <p className={classes.hint}>{t('write.asTyped')}</p>
        </section>
      </div>
      <Switch
        mt="md"
        checked={singleKeys}
        onChange={(event) => void prefer({ singleKeys: event.currentTarget.checked })}
        label={t('command.singleKeys')}
        description={t('command.singleKeysHint')}
      />
      <Group mt="md">
        <Button variant="default" onClick={() => setChanging(!changing)} aria-pressed={changing}>
          {t('command.changeAll')}
        </Button>
        {Object.keys(shortcuts).length > 0 && (
          <Button variant="subtle" onClick={() => void prefer({ shortcuts: {} })}>
            {t('command.asItCame')}
          </Button>
        )}
      </Group>
      {editing && <ShortcutEditor command={editing} others={commands} onClose={() => setEditing(undefined)} />}
    </Dialog>
  )
}

function KeysNow({ command }: { command: Command }) {
  const { t } = useTranslation()
  const keys = keysOf(command)
  return keys ? <Keys keys={keys} /> : t('command.noKeys')
}
