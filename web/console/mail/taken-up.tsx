import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getMail } from '../../../server/mail/contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { queries } from '../../queries.ts'
import classes from './mail.module.css'

/**
 * E1: what came of the mail taken up last is said above the ledger, for its line may be gone from what is shown there. Whoever works with
 * keys goes on at the line beside it.
 */
export function useTakenUp() {
  const [id, setId] = useState<number>()
  const place = useRef<HTMLDivElement>(null)
  const takeUp = (taken: number, line: Element | null) => {
    setId(taken)
    const beside = line?.nextElementSibling ?? line?.previousElementSibling
    const next = beside?.querySelector<HTMLElement>('button:enabled, a') ?? place.current
    next?.focus()
  }
  const said = (
    <div ref={place} role="status" tabIndex={-1} className={classes.takenUp}>
      {id && <Fate id={id} />}
    </div>
  )
  return { said, takeUp }
}

function Fate({ id }: { id: number }) {
  const { t } = useTranslation()
  const { data: mail } = useQuery({
    queryKey: ['mails', 'taken up', id],
    queryFn: () => call(getMail, { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.outcome ? false : 1500),
  })
  const outcome = mail?.outcome
  useEffect(() => {
    if (outcome) void queries.invalidateQueries({ queryKey: ['mails'] })
  }, [outcome])
  if (!mail) return null
  const from = mail.from ?? t('ledger.unknownSender')
  if (!mail.outcome) return t('ledger.waits', { from })
  return (
    <>
      {t('ledger.took', { from, fate: t(`ledger.outcomes.${mail.outcome}`) })}{' '}
      {mail.ticketId && (
        <Link to={paths.ticket} params={{ ticketId: mail.ticketId }}>
          #{mail.ticketId}
        </Link>
      )}{' '}
      {mail.explanation}
    </>
  )
}
