import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { When } from '../../ui/when.tsx'
import { TextLink } from '../links.tsx'
import classes from './enrol-notice.module.css'

/** The company asks for a second factor: until when, and where it is set up. */
export function EnrolNotice({ by, overdue }: { by: string; overdue: boolean }) {
  const { t } = useTranslation()
  return (
    <p className={classes.notice} role="status">
      {overdue ? t('security.overdue') : t('security.due')} {!overdue && <When at={by} as="short" />}{' '}
      <TextLink to={paths.security}>{t('security.setUp')}</TextLink>
    </p>
  )
}
