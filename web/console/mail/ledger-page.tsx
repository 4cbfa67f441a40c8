import { Button, Skeleton, Table } from '@mantine/core'
import { IconMailCheck, IconMailSearch } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { retryMail } from '../../../server/mail/contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { Address } from '../../ui/address.tsx'
import { Empty } from '../../ui/empty.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { useMe } from '../auth/me.ts'
import { ButtonLink } from '../links.tsx'
import { Page } from '../page.tsx'
import { useLedGroups } from '../use-led-groups.ts'
import { LedgerFilters } from './ledger-filters.tsx'
import { type LedgerSearch, ledgerSearch } from './ledger-search.ts'
import classes from './mail.module.css'
import { type Mail, mailsQuery } from './mail-data.ts'
import { useFate, useTakenUp } from './taken-up.tsx'

/** E1: every mail received, and exactly what became of it. */
export function LedgerPage() {
  const { t } = useTranslation()
  const search = useSearch({
    from: '/console/admin/administracion/correo',
    select: ledgerSearch,
    structuralSharing: true,
  })
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(mailsQuery(search))
  const { mails, takeUp, isTaken } = useTakenUp(
    search,
    data?.pages.flatMap(({ items }) => items),
  )
  usePageTitle(t('admin.mail'))
  return (
    <Page title={t('admin.mail')}>
      <LedgerFilters search={search} />
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!mails && !error && <Skeleton height={240} />}
      {mails?.length === 0 && <Nothing search={search} further={hasNextPage} />}
      {!!mails?.length && (
        <WideTable label={t('admin.mail')} minWidth={760} stacks>
          <Table highlightOnHover className={classes.ledger}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('ledger.received')}</Table.Th>
                <Table.Th>{t('mail.sender')}</Table.Th>
                <Table.Th>{t('mail.subject')}</Table.Th>
                <Table.Th>{t('ledger.outcome')}</Table.Th>
                <Table.Th data-acts>{t('ledger.original')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {mails.map((mail) => (
                <Line key={mail.id} of={mail} taken={isTaken(mail)} onTaken={takeUp} />
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t(search.words ? 'ledger.further' : 'do.loadMore')}
        </Button>
      )}
    </Page>
  )
}

function Nothing({ search, further }: { search: LedgerSearch; further: boolean }) {
  const { t } = useTranslation()
  const leads = useLedGroups().length > 0
  const admin = useMe().role === 'admin'
  const asked = Object.keys(search).length > 0
  if (asked && leads)
    return (
      <Empty icon={<IconMailSearch size={24} />} title={t(further ? 'ledger.noneLately' : 'ledger.noneFound')}>
        {t(further ? 'ledger.furtherTeach' : 'ledger.noneSuchTeach')}
      </Empty>
    )
  return (
    <Empty icon={<IconMailCheck size={24} />} title={t('ledger.none')}>
      <p>{t(leads ? 'ledger.teach' : 'ledger.leadsOnly')}</p>
      {admin && (
        <ButtonLink to={paths.mailboxes} variant="light">
          {t('firstSteps.mailbox.see')}
        </ButtonLink>
      )}
    </Empty>
  )
}

type LineProps = { of: Mail; taken: boolean; onTaken: (mail: Mail) => void }

function Line({ of, taken, onTaken }: LineProps) {
  const { t } = useTranslation()
  const mail = useFate(of, taken)
  return (
    <Table.Tr>
      <Table.Td>
        <When at={mail.receivedAt} as="short" />
        <div className={classes.soft}>
          <Address of={mail.mailbox.address} />
        </div>
      </Table.Td>
      <Table.Td data-label={t('mail.sender')}>
        {mail.from ? <Address of={mail.from} /> : t('ledger.unknownSender')}
      </Table.Td>
      <Table.Td data-label={t('mail.subject')}>
        {mail.subject?.trim() || <span className={classes.unsaid}>{t('ledger.noSubject')}</span>}
      </Table.Td>
      <Table.Td data-label={t('ledger.outcome')} data-outcome={mail.outcome ?? 'waiting'}>
        <FateOf mail={mail} taken={taken} onTaken={onTaken} />
      </Table.Td>
      <Table.Td data-acts>
        <a href={`/api/mails/${mail.id}/raw`} download aria-label={t('mail.raw')}>
          {t('attachment.downloadIt')}
        </a>
      </Table.Td>
    </Table.Tr>
  )
}

/** Whoever takes a mail up stays at its fate, and hears of it as it is decided. */
function FateOf({ mail, taken, onTaken }: { mail: Mail; taken: boolean; onTaken: (mail: Mail) => void }) {
  const { t } = useTranslation()
  const fate = useRef<HTMLDivElement>(null)
  const admin = useMe().role === 'admin'
  const retry = useMutation({
    mutationFn: () => call(retryMail, { params: { id: mail.id } }),
    onSuccess: (waiting) => {
      onTaken(waiting)
      fate.current?.focus()
    },
  })
  const explanation = mail.explanation ?? (taken && !mail.outcome && t('ledger.waits'))
  return (
    <>
      <div ref={fate} tabIndex={-1} role={taken ? 'status' : undefined}>
        {t(`ledger.outcomes.${mail.outcome ?? 'waiting'}`)}{' '}
        {mail.ticketId && (
          <Link to={paths.ticket} params={{ ticketId: mail.ticketId }}>
            #{mail.ticketId}
          </Link>
        )}
        {explanation && <div className={classes.soft}>{explanation}</div>}
      </div>
      {retry.error && <ProblemNote>{retry.error.message}</ProblemNote>}
      {mail.canRetry && (
        <Button
          size="compact-xs"
          variant="subtle"
          ml={{ base: 0, sm: -7 }}
          disabled={!admin}
          title={admin ? undefined : t('admin.readOnly')}
          loading={retry.isPending}
          onClick={() => retry.mutate()}
        >
          {t('ledger.takeIn')}
        </Button>
      )}
    </>
  )
}
