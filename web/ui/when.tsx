import { useFormats } from '../formats.ts'
import { useNow } from './use-now.ts'

/** A moment as people say it, with the exact date on hover and for machines. */
export function When({ at, as = 'relative' }: { at: string; as?: 'relative' | 'near' | 'short' | 'stamp' }) {
  const formats = useFormats()
  const now = useNow()
  const said = {
    relative: () => formats.relative(at, now),
    near: () => formats.near(at, now),
    short: () => formats.short(at),
    stamp: () => formats.stamp(at),
  }[as]()
  return (
    <time dateTime={at} title={formats.exact(at)}>
      {said}
    </time>
  )
}
