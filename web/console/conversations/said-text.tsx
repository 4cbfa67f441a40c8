import { useTranslation } from 'react-i18next'
import type { ShownFile } from './file-kinds.ts'
import { previewAt } from './file-kinds.ts'
import classes from './files.module.css'
import { type Attached, partsOf } from './said-parts.ts'

type Props = { text: string; attachments: Attached[]; onLook: (file: ShownFile) => void }

/** What was said, each line in its own direction, with its pictures where they stood. A link says where it leads: it is its own words. */
export function SaidText({ text, attachments, onLook }: Props) {
  const { t } = useTranslation()
  return partsOf(text, attachments).map((part, place) => {
    if (part.picture)
      return (
        <button
          key={place}
          type="button"
          className={classes.placed}
          aria-label={t('attachment.look', { name: part.picture.filename })}
          onClick={() => onLook(part.picture!)}
        >
          <img src={previewAt(part.picture)} alt={part.picture.filename} loading="lazy" />
        </button>
      )
    if (part.href)
      return (
        <a key={place} href={part.href} title={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {part.text}
        </a>
      )
    return part.text
  })
}
