import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'

/**
 * Something one can do here and now. One list serves three readers: the keyboard, the palette (⌘K) and the sheet of shortcuts (?),
 * so that none of them can know of something the others do not.
 */
export type Command = {
  id: string
  label: string
  section: Section
  /** `n`, `mod+k`, or a sequence as `g m`. */
  keys?: string
  run: () => void
  /** Why it cannot be done just now: shown, not hidden. */
  refused?: string | undefined
  /** Movements (J, K) are keys only. */
  keysOnly?: boolean
}
export const SECTIONS = ['ticket', 'list', 'go', 'general'] as const
export type Section = (typeof SECTIONS)[number]

const offered = new Map<symbol, Command[]>()

/** Offers commands while the component is on the page; the innermost offer of a key wins. */
export function useCommands(commands: Command[]) {
  useEffect(() => {
    const mine = Symbol('commands')
    offered.set(mine, commands)
    return () => {
      offered.delete(mine)
    }
  })
}

export function commandsNow(): Command[] {
  const byId = new Map<string, Command>()
  for (const commands of offered.values()) for (const command of commands) byId.set(command.id, command)
  return [...byId.values()]
}

/** As they are read, in the palette and on the sheet: what the work is done with first, then as they are offered. */
export function inReadingOrder(commands: Command[]): Command[] {
  const place = ({ id }: Command) => {
    const named = READ_FIRST.indexOf(id)
    const kind = named < 0 ? READ_FIRST.findIndex((one) => one.endsWith('-') && id.startsWith(one)) : named
    return kind < 0 ? READ_FIRST.length : kind
  }
  return SECTIONS.flatMap((section) =>
    commands.filter((command) => command.section === section).sort((a, b) => place(a) - place(b)),
  )
}

const READ_FIRST = [
  ...[
    'compose-',
    'ask-missing',
    'note-answers',
    'take',
    'assign',
    'hand-over',
    'status',
    'move-',
    'prioritize',
    'category',
    'tags',
    'subject',
    'snooze',
    'promise',
  ],
  ...['merge', 'split', 'discard', 'follow', 'mute', 'said-', 'move-said', 'section-'],
  ...['next', 'previous', 'back-to-list', 'choose', 'choose-', 'select-', 'bulk', 'filter', 'sort', 'save-view'],
  ...['new-call', 'new-ticket', 'search', 'palette', 'bell', 'shortcuts'],
]

/** How many wait for the commands of what is still on its way, and the key that was pressed for it meanwhile. */
let awaited = 0
let early: { key: string; at: number } | undefined
/** What is typed right after an early key is meant for what that key opens. */
const EARLY_MS = 1000

/** While something is shown whose commands have not come yet, a key that nothing here takes is kept, and pressed when they have. */
export function useKeysAwaited() {
  useLayoutEffect(() => {
    awaited++
  }, [])
  useEffect(
    () => () => {
      awaited--
      // What takes this one's place offers its commands first.
      queueMicrotask(pressEarly)
    },
    [],
  )
}

function pressEarly() {
  if (awaited > 0 || !early) return
  const { key } = early
  early = undefined
  const shiftKey = key.startsWith('shift+')
  window.dispatchEvent(new KeyboardEvent('keydown', { key: key.at(-1)!, shiftKey, cancelable: true }))
}

type Keyboard = { remapped: Record<string, string>; single: boolean }
let keyboard: Keyboard = { remapped: {}, single: true }
const listeners = new Set<() => void>()

/** The keys as their owner wants them. Single keys can be switched off (WCAG 2.1.4): who dictates or shakes must not trigger them. */
export function setKeys(wanted: Keyboard) {
  keyboard = wanted
  for (const listener of listeners) listener()
}

/** The keys of a command: those chosen for it, else those it came with; none is `undefined`. */
export const keysOf = ({ id, keys }: Pick<Command, 'id' | 'keys'>) => (keyboard.remapped[id] ?? keys) || undefined

export const useKeysOf = (id: string, keys: string) =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => keysOf({ id, keys }),
  )

/** Listens to the keyboard for the whole console. While a page or palette one has called is still coming, single keys are held: they are meant for it. */
export function useKeyboard({ held, onRefused }: { held: () => boolean; onRefused: (why: string) => void }) {
  const latest = useRef({ held, onRefused })
  latest.current = { held, onRefused }
  useEffect(() => {
    let before: { key: string; at: number } | undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return
      const key = nameOf(event)
      const single = !key.startsWith('mod+')
      if (single && (latest.current.held() || belongsTo(event.target, key) || somethingIsOpen() || !keyboard.single))
        return
      if (!single && somethingIsOpen() && key !== 'mod+enter') return
      if (single && early && event.timeStamp - early.at < EARLY_MS) return
      const sequence = before && event.timeStamp - before.at < 1200 ? `${before.key} ${key}` : undefined
      const command = (sequence && find(sequence)) || find(key)
      before = { key, at: event.timeStamp }
      if (!command) {
        if (awaited > 0 && key.replace('shift+', '').length === 1) early = { key, at: event.timeStamp }
        return
      }
      early = undefined
      event.preventDefault()
      if (command.refused) latest.current.onRefused(command.refused)
      else command.run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

const find = (keys: string) =>
  commandsNow()
    .reverse()
    .find((command) => keysOf(command) === keys)

/** A key by its name: `n`, `shift+j`, `mod+k`. */
export function nameOf(event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'shiftKey'>) {
  const key = event.key.toLowerCase()
  if (event.metaKey || event.ctrlKey) return `mod+${key}`
  return event.shiftKey && /^\p{L}$/u.test(key) ? `shift+${key}` : key
}

/** Keys typed into a field are text, and Enter on a button presses it. */
function belongsTo(target: EventTarget | null, key: string) {
  if (!(target instanceof HTMLElement)) return false
  if (key === 'enter' && target.closest('a, button, summary')) return true
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName)
}

function somethingIsOpen() {
  return document.querySelector('[aria-modal="true"], [role="menu"], [role="dialog"]') !== null
}
