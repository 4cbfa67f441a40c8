import { Button } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { addressIn, type MailFields, type Proposed } from './mail-draft.ts'
import classes from './mail-fields.module.css'

type Props = {
  proposed: Proposed
  mail: MailFields
  onAnswerThere: (there: NonNullable<Proposed['elsewhere']>) => void
}

/** S10: another address that may be meant, by what it truly is: a stranger may have asked for it, so it is taken only by who says so. */
export function Elsewhere({ proposed: { elsewhere }, mail, onAnswerThere }: Props) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const shown = elsewhere && !mail.to.map(addressIn).includes(elsewhere.address.toLowerCase()) ? elsewhere : null
  const answerThere = (there: NonNullable<Proposed['elsewhere']>) => {
    // The button goes; whoever pressed it by keyboard goes on from where it stood.
    place.current?.focus()
    onAnswerThere(there)
  }
  return (
    <div role="status" ref={place} tabIndex={-1} className={classes.there}>
      {shown && (
        <p className={classes.elsewhere}>
          <span>
            {t(`mail.elsewhere.${shown.why}`)} <bdi>{shown.address}</bdi>
          </span>
          <Button size="compact-xs" variant="light" onClick={() => answerThere(shown)}>
            {t('mail.elsewhere.take')}
          </Button>
        </p>
      )}
    </div>
  )
}
