import { Button, Group, NativeSelect, Skeleton, Table, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listSettingChanges } from '../../../server/admin/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { fromLocalField } from '../../moments.ts'
import { Empty } from '../../ui/empty.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { Page } from '../page.tsx'
import { useAgents } from '../settings.ts'
import classes from './admin.module.css'
import changeClasses from './record-page.module.css'

type Change = ReplyOf<typeof listSettingChanges>['items'][number]
const TABLES = [
  ...(['settings', 'agents', 'memberships', 'groups', 'statuses', 'categories', 'calendars', 'policies'] as const),
  ...([
    'policy_targets',
    'providers',
    'identities',
    'access_links',
    'totps',
    'passkeys',
    'tokens',
    'mailboxes',
    'mail_templates',
    'call_scripts',
    'library_files',
  ] as const),
]

/** Who changed which setting, when, from what to what: as the database itself recorded it. */
export function RecordPage() {
  const { t } = useTranslation()
  const { zone } = useFormats()
  const agents = useAgents()
  const [table, setTable] = useState('')
  const [actorId, setActorId] = useState('')
  const [since, setSince] = useState('')
  const from = since ? fromLocalField(`${since}T00:00`, zone)?.toISOString() : undefined
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['settings', 'record', table, actorId, from],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call(listSettingChanges, {
        query: {
          ...(table && { table }),
          ...(actorId && { actorId: Number(actorId) }),
          ...(from && { from }),
          ...(pageParam && { cursor: pageParam }),
        },
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  usePageTitle(t('admin.settingsRecord'))
  const changes = data?.pages.flatMap(({ items }) => items)
  return (
    <Page title={t('admin.settingsRecord')}>
      <p className={classes.lead}>{t('record.lead')}</p>
      <Group mb="md" align="flex-end">
        <NativeSelect
          label={t('record.what')}
          value={table}
          data={[
            { value: '', label: t('do.all') },
            ...TABLES.map((value) => ({ value, label: t(`record.table.${value}`) })),
          ]}
          onChange={(event) => setTable(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('record.who')}
          value={actorId}
          data={[
            { value: '', label: t('do.all') },
            ...agents.map((agent) => ({ value: String(agent.id), label: agent.name })),
          ]}
          onChange={(event) => setActorId(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('record.since')}
          value={since}
          onChange={(event) => setSince(event.currentTarget.value)}
        />
      </Group>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!changes && !error && <Skeleton height={320} />}
      {changes?.length === 0 && <Empty title={t('record.none')} />}
      {!!changes?.length && <Changes changes={changes} />}
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t('do.loadMore')}
        </Button>
      )}
    </Page>
  )
}

function Changes({ changes }: { changes: Change[] }) {
  const { t } = useTranslation()
  return (
    <WideTable label={t('admin.settingsRecord')} minWidth={760} stacks>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={110}>{t('field.at')}</Table.Th>
            <Table.Th w={120}>{t('record.who')}</Table.Th>
            <Table.Th w={170}>{t('record.what')}</Table.Th>
            <Table.Th>
              <div className={changeClasses.changed}>
                {(['field', 'old', 'new'] as const).map((name) => (
                  <span key={name}>{t(`record.${name}`)}</span>
                ))}
              </div>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map((change) => (
            <Table.Tr key={change.id} className={changeClasses.change}>
              <Table.Td>
                <When at={change.at} as="stamp" />
              </Table.Td>
              <Table.Td>{change.actor.name}</Table.Td>
              <Table.Td>
                <strong>{change.tableText}</strong> {change.rowText}
                {change.op !== 'update' && <span className={classes.mark}>{t(`record.${change.op as 'insert'}`)}</span>}
              </Table.Td>
              <Table.Td>
                <Fields fields={change.fields} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function Fields({ fields }: { fields: Change['fields'] }) {
  return (
    <dl className={changeClasses.changed}>
      {fields.map(({ field, fieldText, oldText, newText }) => (
        <div key={field}>
          <dt>{fieldText}</dt>
          <dd>{oldText && <del>{oldText}</del>}</dd>
          <dd>{newText}</dd>
        </div>
      ))}
    </dl>
  )
}
