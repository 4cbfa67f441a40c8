import classes from './face.module.css'

/** Somebody's initials on a colour of their own; the name is told to everybody who cannot see it. */
export function Face({ name, size = 24, quiet = false }: { name: string; size?: number; quiet?: boolean }) {
  return (
    <span
      className={classes.face}
      data-hue={hue(name)}
      data-initials={initials(name)}
      style={{ width: size, height: size, fontSize: size * 0.42 }}
      {...(quiet ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name })}
    />
  )
}

/** Of the first word and the last; who is named by signs alone has the first of them, and not half of it. */
export function initials(name: string) {
  const words = name.match(/[\p{L}\p{N}]\S*/gu) ?? [name.trim()]
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return ends
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
}

function hue(name: string) {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) % 997
  return sum % 6
}
