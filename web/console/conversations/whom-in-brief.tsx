import { useTranslation } from 'react-i18next'
import { type MailFields, nameIn } from './mail-draft.ts'
import classes from './mail-fields.module.css'

/** S10: to whom, in a line, where a telephone's keyboard leaves the fields no room; whoever touches it has them. */
export function WhomInBrief({ mail, onWanted }: { mail: MailFields; onWanted: () => void }) {
  const { t } = useTranslation()
  const said = (['to', 'cc', 'bcc'] as const)
    .filter((name) => mail[name].length > 0)
    .map((name) => `${t(`mail.${name}`)}: ${mail[name].map((one) => nameIn(one) || one).join(', ')}`)
  return (
    <button
      type="button"
      className={classes.brief}
      data-brief
      tabIndex={-1}
      onMouseDown={(event) => {
        // It goes with the cursor that leaves the words, before a click would be one.
        event.preventDefault()
        onWanted()
      }}
    >
      {said.join(' · ') || `${t('mail.to')}: –`}
    </button>
  )
}
