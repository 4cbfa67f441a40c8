import { ActionIcon } from '@mantine/core'
import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ChainedCommands, Editor } from '@tiptap/core'
import { type KeyboardEvent, useCallback, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextKey } from '../../i18n.ts'
import { keyNames } from '../../ui/keys.tsx'
import classes from './rich-field.module.css'
import { FORMAT_KEYS } from './writing-keys.ts'

type Tool = {
  name: keyof typeof FORMAT_KEYS
  label: TextKey
  icon: TablerIcon
  run?: (chain: ChainedCommands, editor: Editor) => ChainedCommands
}

const TOOLS: readonly Tool[] = [
  { name: 'bold', label: 'write.bold', icon: IconBold, run: (chain) => chain.toggleBold() },
  { name: 'italic', label: 'write.italic', icon: IconItalic, run: (chain) => chain.toggleItalic() },
  {
    name: 'bulletList',
    label: 'write.bullets',
    icon: IconList,
    run: (chain) => chain.toggleBulletList(),
  },
  {
    name: 'orderedList',
    label: 'write.numbers',
    icon: IconListNumbers,
    run: (chain) => chain.toggleOrderedList(),
  },
  {
    name: 'blockquote',
    label: 'write.quote',
    icon: IconBlockquote,
    run: (chain) => chain.toggleBlockquote(),
  },
  {
    name: 'code',
    label: 'write.code',
    icon: IconCode,
    // Words within a line, or else the lines themselves.
    run: (chain, { state: { selection } }) =>
      !selection.empty && selection.$from.sameParent(selection.$to) ? chain.toggleCode() : chain.toggleCodeBlock(),
  },
  { name: 'link', label: 'write.link', icon: IconLink },
]

/** One stop of the Tab key; the arrows go from tool to tool. */
export function RichTools({ editor, onLink }: { editor: Editor; onLink: () => void }) {
  const { t } = useTranslation()
  const active = useActive(editor)
  const [at, setAt] = useState(0)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const next = (at + step + TOOLS.length) % TOOLS.length
    setAt(next)
    event.currentTarget.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div role="toolbar" aria-label={t('write.format')} className={classes.tools} onKeyDown={onKeyDown}>
      {TOOLS.map(({ name, label, icon: Icon, run }, place) => (
        <ActionIcon
          key={name}
          size={28}
          variant="subtle"
          color="gray"
          aria-label={t(label)}
          aria-pressed={active.includes(name)}
          title={`${t(label)} (${keyNames(FORMAT_KEYS[name])})`}
          tabIndex={place === at ? 0 : -1}
          // What is selected stays selected.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => (run ? run(editor.chain().focus(), editor).run() : onLink())}
        >
          <Icon size={17} />
        </ActionIcon>
      ))}
    </div>
  )
}

function useActive(editor: Editor): string[] {
  const subscribe = useCallback(
    (listener: () => void) => {
      editor.on('transaction', listener)
      return () => {
        editor.off('transaction', listener)
      }
    },
    [editor],
  )
  return useSyncExternalStore(subscribe, () =>
    TOOLS.flatMap(({ name }) =>
      editor.isActive(name) || (name === 'code' && editor.isActive('codeBlock')) ? name : [],
    ).join(' '),
  ).split(' ')
}
