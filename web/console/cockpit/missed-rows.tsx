import { Button } from '@mantine/core'
import { IconPhoneOff } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endCall, type listMissedCalls } from '../../../server/conversations/calls.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call as ask } from '../../api.ts'
import { paths } from '../../paths.ts'
import { When } from '../../ui/when.tsx'
import { ButtonLink } from '../links.tsx'
import { sayProblem } from '../notices.tsx'
import classes from './call-rows.module.css'
import { showCall } from './data.ts'
import { useWhyOnlyLook } from './may-change.ts'
import { knownNumber, useNumberName } from './number-name.ts'

type Caller = ReplyOf<typeof listMissedCalls>['items'][number]

/** Who rang in vain, once each: one calls back, or says that it was nothing. */
export function MissedRows({ callers }: { callers: Caller[] }) {
  const { t } = useTranslation()
  return (
    <ul className={classes.list} aria-label={t('calls.missed')}>
      {callers.map((caller) => (
        <Row key={caller.callId} caller={caller} />
      ))}
    </ul>
  )
}

function Row({ caller }: { caller: Caller }) {
  const { t } = useTranslation()
  const numberName = useNumberName()
  const name = caller.customer?.name ?? numberName(caller) ?? t('cockpit.unknown')
  const refused = useWhyOnlyLook()(caller)
  const settle = useMutation({
    mutationFn: () => ask(endCall, { params: { id: caller.callId }, body: { outcome: 'spam' } }),
    onSuccess: showCall,
    onError: sayProblem,
  })
  return (
    <li className={classes.row}>
      <IconPhoneOff size={17} aria-hidden />
      <div className={classes.main}>
        <p className={classes.who}>
          <strong>{name}</strong>
          {caller.customer && <span className={classes.outcome}>{numberName(caller)}</span>}
        </p>
        <p className={classes.facts}>
          <span>{t('calls.times', { count: caller.count })}</span>
          <When at={caller.lastAt} />
          {caller.group && <span>{caller.group.name}</span>}
        </p>
      </div>
      <div className={classes.actions}>
        <ButtonLink
          to={paths.newCall}
          search={{ to: knownNumber(caller) ?? undefined, customerId: caller.customer?.id }}
          size="compact-sm"
          aria-label={`${t('cockpit.callBack')}: ${name}`}
        >
          {t('cockpit.callBack')}
        </ButtonLink>
        <Button
          size="compact-sm"
          variant="default"
          loading={settle.isPending}
          disabled={!!refused}
          title={refused}
          aria-label={`${t('calls.nothing')}: ${name}`}
          onClick={() => settle.mutate()}
        >
          {t('calls.nothing')}
        </Button>
      </div>
    </li>
  )
}
