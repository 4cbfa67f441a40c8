import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './composer.module.css'
import { type ComposerDraft, draftFrom } from './composer-draft.ts'
import type { Elsewhere } from './draft-windows.ts'
import { foremost, together } from './own-words.ts'
import { SaidHtml } from './said-html.tsx'

type Props = {
  elsewhere: Elsewhere
  draft: ComposerDraft
  onDecide: (chosen: ComposerDraft) => void
}

/** The same person wrote here in another window: both texts are seen, and none is lost unless they say so. */
export function DraftConflict({ elsewhere, draft, onDecide }: Props) {
  const { t } = useTranslation()
  const other = draftFrom(elsewhere.draft)
  const theirs = foremost(other) ?? other
  return (
    <div className={classes.conflict} role="alert">
      <h2>{t('draft.elsewhere')}</h2>
      <div className={classes.elsewhere}>
        <SaidHtml html={theirs.html} attachments={[]} />
      </div>
      <div className={classes.conflictActions}>
        <Button size="compact-sm" onClick={() => onDecide(together(draft, theirs))}>
          {t('draft.keepBoth')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onDecide(draft)}>
          {t('draft.keepThis')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onDecide(theirs)}>
          {t('draft.keepOther')}
        </Button>
      </div>
    </div>
  )
}
