import { useTranslation } from 'react-i18next'
import classes from './refusal.module.css'
import { whyRefused } from './why-refused.ts'

/** Why a mail was not taken: in words where its code tells, and in the server's own. */
export function Refusal({ said }: { said: string }) {
  const { t } = useTranslation()
  const why = whyRefused(said)
  if (!why) return said
  return (
    <>
      {t(`refusedMail.${why}`)} <span className={classes.said}>{said}</span>
    </>
  )
}
