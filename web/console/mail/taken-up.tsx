import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { getMail } from '../../../server/mail/contract.ts'
import { call } from '../../api.ts'
import { queries } from '../../queries.ts'
import type { LedgerSearch } from './ledger-search.ts'
import type { Mail } from './mail-data.ts'

/**
 * E1: what came of a mail that is taken up is said in its line. It stays where it is, though it is no longer of what is shown, until
 * something else is asked for.
 */
export function useTakenUp(search: LedgerSearch, shown: Mail[] | undefined) {
  const [taken, setTaken] = useState<{ search: LedgerSearch; mails: Mail[] }>()
  const kept = taken?.search === search ? taken.mails : []
  const gone = kept.filter(({ id }) => shown && !shown.some((mail) => mail.id === id))
  const mails = gone.length ? [...gone, ...shown!].sort((one, other) => other.id - one.id) : shown
  const takeUp = (mail: Mail) => {
    queries.setQueryData(keyOf(mail.id), mail)
    setTaken({ search, mails: [...kept.filter(({ id }) => id !== mail.id), mail] })
  }
  return { mails, takeUp, isTaken: (mail: Mail) => kept.some(({ id }) => id === mail.id) }
}

const keyOf = (id: number) => ['mails', 'taken up', id]

/** The mail as it stands: once taken up, looked at until it is decided. */
export function useFate(mail: Mail, taken: boolean): Mail {
  const { data } = useQuery({
    queryKey: keyOf(mail.id),
    queryFn: () => call(getMail, { params: { id: mail.id } }),
    enabled: taken,
    refetchInterval: ({ state }) => (state.data?.outcome ? false : 1500),
  })
  const outcome = taken && data?.outcome
  useEffect(() => {
    if (outcome) void queries.invalidateQueries({ queryKey: ['mails'] })
  }, [outcome])
  return (taken && data) || mail
}
