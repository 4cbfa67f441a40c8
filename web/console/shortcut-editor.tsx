import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog.tsx'
import { Keys } from '../ui/keys.tsx'
import { type Command, keysOf, nameOf } from './commands.ts'
import { prefer, useSettings } from './preferences.ts'
import classes from './shortcut-sheet.module.css'

type Props = { command: Command; others: Command[]; onClose: () => void }

/** Keys that belong to whoever moves about a page, and cannot be given to a command. */
const RESERVED = new Set(['tab', 'enter', 'escape', 'shift', 'control', 'alt', 'meta', ' '])
const PAUSE = 1200

/** Listens for the keys one wants, and says when another command has them: then that one loses them, knowingly. */
export function ShortcutEditor({ command, others, onClose }: Props) {
  const { t } = useTranslation()
  const { shortcuts = {} } = useSettings()
  const [keys, setKeys] = useState(keysOf(command) ?? '')
  const last = useRef(0)
  const onKeyDown = (event: KeyboardEvent) => {
    const key = nameOf(event.nativeEvent)
    if (RESERVED.has(key)) return
    event.preventDefault()
    const follows = event.timeStamp - last.current < PAUSE && !keys.includes(' ') && !key.startsWith('mod+')
    last.current = event.timeStamp
    setKeys(follows && keys ? `${keys} ${key}` : key)
  }
  const holder = others.find((other) => other.id !== command.id && clash(keysOf(other), keys))
  const keep = (wanted: string | undefined) => {
    const next = { ...shortcuts, ...(holder && wanted && { [holder.id]: '' }) }
    if (wanted === undefined || wanted === command.keys) delete next[command.id]
    else next[command.id] = wanted
    void prefer({ shortcuts: next })
    onClose()
  }
  return (
    <Dialog onClose={onClose} title={command.label} closeOnEscape>
      <Stack gap="sm">
        <TextInput
          data-autofocus
          readOnly
          label={t('command.press')}
          value={keys}
          rightSectionWidth={140}
          rightSection={keys && <Keys keys={keys} />}
          onKeyDown={onKeyDown}
        />
        <p role="status" className={classes.clash}>
          {holder ? t('command.taken', { command: holder.label }) : t('command.pressHint')}
        </p>
        <Group justify="space-between">
          <Group gap="xs">
            <Button variant="subtle" onClick={() => keep(undefined)}>
              {t('command.asItCameOne')}
            </Button>
            <Button variant="subtle" onClick={() => keep('')}>
              {t('command.without')}
            </Button>
          </Group>
          <Button disabled={!keys} onClick={() => keep(keys)}>
            {t(holder ? 'command.takeKeys' : 'do.save')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

/** The same keys, or one the beginning of the other: the longer could never be reached. */
const clash = (theirs: string | undefined, mine: string) =>
  !!theirs && !!mine && (theirs === mine || theirs.startsWith(`${mine} `) || mine.startsWith(`${theirs} `))
