import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../links.tsx'
import classes from './cockpit.module.css'
import type { Call } from './data.ts'
import own from './ended.module.css'
import { useWhyOnlyLook } from './may-change.ts'
import { useNumberName } from './number-name.ts'

/** A colleague's call: looked at, and only taken over by who works in its group. */
export function LookingOn({ call, onTakeOver }: { call: Call; onTakeOver: () => void }) {
  const { t } = useTranslation()
  const numberName = useNumberName()
  const refused = useWhyOnlyLook()(call)
  const notes = [call.notes, call.draft.notes].filter(Boolean).join('\n')
  return (
    <section className={own.ended}>
      <h2 className={own.title}>{t('cockpit.ofAnother', { name: call.agent?.name })}</h2>
      <p className={own.who}>
        {call.customer?.name ?? numberName(call) ?? t('cockpit.unknown')}
        {call.group && ` · ${call.group.name}`}
      </p>
      {notes && <p className={own.notes}>{notes}</p>}
      <p>{refused ?? t('cockpit.mayTakeOver')}</p>
      <div className={classes.actions}>
        <Button variant="default" disabled={!!refused} title={refused} onClick={onTakeOver}>
          {t('cockpit.takeOver')}
        </Button>
        <ButtonLink to={paths.calls} variant="default">
          {t('calls.title')}
        </ButtonLink>
      </div>
    </section>
  )
}
