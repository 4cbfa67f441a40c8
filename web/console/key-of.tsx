import { Keys } from '../ui/keys.tsx'
import { useKeysOf } from './commands.ts'

/** The keys of a command as they are now: whoever changed them reads the changed ones everywhere. */
export function KeyOf({ command, keys }: { command: string; keys: string }) {
  const now = useKeysOf(command, keys)
  return now ? <Keys keys={now} /> : null
}
