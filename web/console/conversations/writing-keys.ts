import type { TextKey } from '../../i18n.ts'

/** Keys of the text one writes, as mail programs have them; they are its own and cannot be changed. */
export const FORMAT_KEYS = {
  bold: 'mod+b',
  italic: 'mod+i',
  bulletList: 'mod+shift+8',
  orderedList: 'mod+shift+7',
  blockquote: 'mod+shift+b',
  code: 'mod+e',
  link: 'mod+k',
} as const

/** As the sheet of shortcuts tells them. */
export const WRITING_KEYS: readonly { label: TextKey; keys: string }[] = [
  { label: 'write.send', keys: 'mod+enter' },
  { label: 'write.leave', keys: 'escape' },
  { label: 'write.bold', keys: FORMAT_KEYS.bold },
  { label: 'write.italic', keys: FORMAT_KEYS.italic },
  { label: 'write.bullets', keys: FORMAT_KEYS.bulletList },
  { label: 'write.numbers', keys: FORMAT_KEYS.orderedList },
  { label: 'write.quote', keys: FORMAT_KEYS.blockquote },
  { label: 'write.code', keys: FORMAT_KEYS.code },
  { label: 'write.linkKeys', keys: FORMAT_KEYS.link },
  { label: 'write.plainPaste', keys: 'mod+shift+v' },
  { label: 'write.undo', keys: 'mod+z' },
  { label: 'write.redo', keys: 'mod+y' },
]
