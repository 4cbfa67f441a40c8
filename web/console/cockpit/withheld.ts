import { useTranslation } from 'react-i18next'

/** What exchanges send in place of a number that is withheld. */
const WITHHELD = /^(?:sips?:)?(?:anonymous|restricted|private|unknown|unavailable|withheld|blocked)(?:@.*)?$/i

export const isWithheld = (number: string | null) => number !== null && WITHHELD.test(number.trim())

/** The number where there is one; nobody's where it is withheld. */
export const knownNumber = (number: string | null) => (isWithheld(number) ? null : number)

/** A number as it is shown. */
export function useNumberName() {
  const { t } = useTranslation()
  return (number: string | null) => (isWithheld(number) ? t('cockpit.withheld') : number)
}
