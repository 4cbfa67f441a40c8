import classes from './phrase.module.css'

/** What to say, word for word, large enough to be read while talking (T2). */
export function Phrase({ label, text }: { label: string; text: string | undefined }) {
  return (
    <figure className={classes.phrase} aria-label={label}>
      <figcaption>{label}</figcaption>
      <blockquote>{text || ' '}</blockquote>
    </figure>
  )
}
