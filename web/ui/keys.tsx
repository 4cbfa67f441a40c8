import classes from './keys.module.css'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const NAMES: Record<string, string> = { mod: isMac ? '⌘' : 'Ctrl', enter: '⏎', shift: '⇧', escape: 'Esc' }

const nameOf = (key: string) => NAMES[key] ?? key.toUpperCase()

/** `mod+b` in one word, where there is no room for caps. */
export const keyNames = (keys: string) => keys.split('+').map(nameOf).join('+')

/** `mod+enter` as the caps of keys; a sequence (`g m`) is pressed one after the other. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.keys}>
      {keys.split(/[ +]/).map((key) => (
        <kbd key={key} className={classes.key}>
          {nameOf(key)}
        </kbd>
      ))}
    </span>
  )
}
