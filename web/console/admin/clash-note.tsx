import { useTranslation } from 'react-i18next'
import classes from './admin.module.css'

/** Somebody else saved while this form was open: which fields saving would write over. */
export function ClashNote({ fields }: { fields: string[] }) {
  const { t } = useTranslation()
  if (!fields.length) return null
  return (
    <p className={classes.clash} role="status">
      {t('admin.clash', { fields: fields.join(', ') })}
    </p>
  )
}
