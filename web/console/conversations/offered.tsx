import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type MailFields, nameIn, type Proposed, written } from './mail-draft.ts'
import classes from './mail-fields.module.css'

type Props = { proposed: Proposed; mail: MailFields; onChoose: (one: string) => void }

/** S10: whom the ticket knows, for a mail that goes to nobody yet: each is chosen by one press, and nobody by default. */
export function Offered({ proposed: { offered }, mail, onChoose }: Props) {
  const { t } = useTranslation()
  if (mail.to.length || !offered.length) return null
  return (
    <p className={classes.offered}>
      <span>{t('mail.offered')}</span>
      {offered.map(written).map((one) => (
        <Button
          key={one}
          size="compact-xs"
          variant="light"
          title={one}
          aria-label={t('mail.writeTo', { to: one })}
          // What is being typed as an address is not taken for one because somebody presses here.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(one)}
        >
          <span className={classes.cut}>{nameIn(one) || one}</span>
        </Button>
      ))}
    </p>
  )
}
