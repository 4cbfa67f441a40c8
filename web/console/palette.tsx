import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog.tsx'
import { useAdminPlaces } from './admin/use-admin-places.ts'
import { type Command, commandsNow, inReadingOrder } from './commands.ts'
import { KeyOf } from './key-of.tsx'
import classes from './palette.module.css'
import { useFinds } from './palette-finds.ts'

/** ⌘K: goes anywhere and does anything the page offers. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed, 150)
  const [offered] = useState(() => inReadingOrder(commandsNow().filter((command) => !command.keysOnly)))
  const places = useAdminPlaces()
  const combobox = useCombobox({ opened: true })
  const [, setListed] = useState(false)
  const finds = useFinds(asked)
  const doable = [...offered, ...places].filter((command) => matches(command, typed))
  // Whoever names an action means it, and so does who types what nothing else answers.
  const named = doable.some(({ label }) => fold(label) === fold(typed.trim()))
  const actionsFirst = named || finds.length < 2
  const entries = actionsFirst ? [...doable, ...finds] : [...finds, ...doable]
  useEffect(() => {
    if (entries.length) combobox.selectFirstOption()
    // The first is chosen anew whenever the list changes.
  }, [entries.length, typed])

  const run = (id: string) => {
    const chosen = entries.find((entry) => entry.id === id)
    if (!chosen || chosen.refused) return
    onClose()
    // The palette gives the focus back first; what runs may then take it.
    setTimeout(chosen.run)
  }
  const option = (entry: Command) => (
    <Combobox.Option key={entry.id} value={entry.id} disabled={!!entry.refused} className={classes.option}>
      <span className={classes.label}>{entry.label}</span>
      {entry.refused && <span className={classes.refused}>{entry.refused}</span>}
      {entry.keys && <KeyOf command={entry.id} keys={entry.keys} />}
    </Combobox.Option>
  )
  const actions = doable.length > 0 && (
    <Combobox.Group label={t('command.actions')}>{doable.map(option)}</Combobox.Group>
  )
  return (
    <Dialog
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="lg"
      yOffset="12vh"
      centered={false}
      attributes={{ content: { 'aria-label': t('command.palette') } }}
    >
      <Combobox store={combobox} onOptionSubmit={run}>
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            data-autofocus
            variant="unstyled"
            size="md"
            className={classes.field}
            leftSection={<IconSearch size={18} />}
            aria-label={t('command.palette')}
            placeholder={t('command.paletteHint')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            // The list has its name by now; drawn once more, the field says which list it steers.
            onFocus={() => setListed(true)}
            onKeyDown={(event) => event.key === 'Escape' && onClose()}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className={classes.options} aria-label={t('command.actions')}>
          {actionsFirst && actions}
          {finds.length > 0 && <Combobox.Group label={t('command.found')}>{finds.map(option)}</Combobox.Group>}
          {!actionsFirst && actions}
          {entries.length === 0 && <Combobox.Empty>{t('do.nothingFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox>
    </Dialog>
  )
}

function matches(command: Command, typed: string) {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  const label = fold(command.label)
  return words.every((word) => label.includes(word))
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
