import { NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { useMe } from '../auth/me.ts'
import { LEDGER_OUTCOMES, type LedgerSearch, ledgerSearch } from './ledger-search.ts'
import classes from './mail.module.css'
import { mailboxesQuery } from './mail-data.ts'

/** Which mail is looked for: by whom or about what, in which mailbox, with what fate. */
export function LedgerFilters({ search }: { search: LedgerSearch }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const ask = (asked: { [Name in keyof LedgerSearch]: LedgerSearch[Name] | undefined }) =>
    void navigate({ to: paths.mailLedger, search: ledgerSearch({ ...search, ...asked }), replace: true })
  return (
    <search className={classes.filters}>
      <Words words={search.words ?? ''} onAsk={(words) => ask({ words })} />
      <Mailboxes chosen={search.mailboxId} onChoose={(mailboxId) => ask({ mailboxId })} />
      <NativeSelect
        label={t('ledger.outcome')}
        value={search.outcome ?? ''}
        data={[
          { value: '', label: t('ledger.all') },
          ...LEDGER_OUTCOMES.map((one) => ({ value: one, label: t(`ledger.outcomes.${one}`) })),
        ]}
        onChange={(event) => ask({ outcome: LEDGER_OUTCOMES.find((one) => one === event.currentTarget.value) })}
      />
    </search>
  )
}

/** Asked for a moment after the last key, or at once by Enter; the address may be changed from elsewhere as well. */
function Words({ words, onAsk }: { words: string; onAsk: (words: string) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(words)
  const asked = useRef(words)
  const ask = useDebouncedCallback((text: string) => {
    asked.current = text.trim()
    onAsk(asked.current)
  }, 250)
  useEffect(() => {
    if (words === asked.current) return
    asked.current = words
    setTyped(words)
  }, [words])
  return (
    <TextInput
      className={classes.words}
      label={t('ledger.find')}
      placeholder={t('ledger.findHint')}
      type="search"
      maxLength={200}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        ask(event.currentTarget.value)
      }}
      onKeyDown={(event) => event.key === 'Enter' && ask.flush()}
    />
  )
}

/** Only an admin may list them; where there is but one there is nothing to choose. */
function Mailboxes({ chosen, onChoose }: { chosen: number | undefined; onChoose: (id: number | undefined) => void }) {
  const { t } = useTranslation()
  const admin = useMe().role === 'admin'
  const { data: boxes = [] } = useQuery({ ...mailboxesQuery, enabled: admin, refetchInterval: false })
  if (boxes.length < 2 && !chosen) return null
  return (
    <NativeSelect
      label={t('ledger.mailbox')}
      value={String(chosen ?? '')}
      data={[
        { value: '', label: t('ledger.allMailboxes') },
        ...boxes.map(({ id, address }) => ({ value: String(id), label: address })),
      ]}
      onChange={(event) => onChoose(Number(event.currentTarget.value) || undefined)}
    />
  )
}
