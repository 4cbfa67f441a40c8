import { useTranslation } from 'react-i18next'
import type { CallCard } from './data.ts'

type Line = Pick<CallCard, 'number' | 'shownNumber' | 'withheld'>

/** The number where there is one to dial; nobody's where it is withheld. */
export const knownNumber = ({ number, withheld }: Line) => (withheld ? null : number)

/** A number as it is shown. */
export function useNumberName() {
  const { t } = useTranslation()
  return ({ shownNumber, withheld }: Line) => (withheld ? t('cockpit.withheld') : shownNumber)
}
