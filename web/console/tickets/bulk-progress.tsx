import { Button, Group, Progress, Stack } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { getBulk as contract, type getBulk, listBulk } from '../../../server/tickets/bulk.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { When } from '../../ui/when.tsx'
import { TextLink } from '../links.tsx'
import classes from './bulk-progress.module.css'

type Refused = ReplyOf<typeof getBulk>['refused']
type Run = ReplyOf<typeof getBulk>['run']

/** Live messages renew it; now and then it is asked anyway, should one be lost. */
export const runQuery = (id: number) =>
  queryOptions({
    queryKey: ['bulk', 'run', id],
    queryFn: () => call(contract, { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.run.finishedAt ? false : 2000),
  })

/** How far it is; one may leave, it goes on. */
export function BulkProgress({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation()
  const { data } = useQuery(runQuery(id))
  if (!data) return null
  return (
    <Stack gap="sm">
      <RunLine run={data.run} />
      {!data.run.finishedAt && <p className={classes.hint}>{t('bulk.goesOn')}</p>}
      <Refusals refused={data.refused} />
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          {t('do.close')}
        </Button>
      </Group>
    </Stack>
  )
}

function RunLine({ run }: { run: Run }) {
  const { t } = useTranslation()
  const through = run.done + run.refused
  const said = t(run.finishedAt ? 'bulk.finished' : 'bulk.running', { done: run.done, total: run.total })
  return (
    <div>
      <div role="status" className={classes.line}>
        <strong>{said}</strong>
        {run.refused > 0 && <span>{t('bulk.refused', { count: run.refused })}</span>}
      </div>
      <Progress value={run.total ? (100 * through) / run.total : 100} aria-label={said} transitionDuration={200} />
    </div>
  )
}

/** Why not, each reason once, with the tickets it holds for. */
export function Refusals({ refused }: { refused: Refused }) {
  const reasons = [...Map.groupBy(refused, ({ why }) => why)]
  if (reasons.length === 0) return null
  return (
    <ul className={classes.reasons}>
      {reasons.map(([why, tickets]) => (
        <li key={why}>
          <span>
            {tickets.length} · {why}
          </span>
          <div className={classes.tickets}>
            {tickets.slice(0, 12).map(({ ticket }) => (
              <TextLink
                key={ticket.id}
                to={paths.ticket}
                params={{ ticketId: ticket.id }}
                search={true}
                title={ticket.subject}
              >
                #{ticket.number}
              </TextLink>
            ))}
            {tickets.length > 12 && '…'}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** The last changes on many tickets: what was left running is found again. */
export function BulkRuns({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { data } = useQuery({ queryKey: ['bulk', 'runs'], queryFn: () => call(listBulk, {}), refetchInterval: 3000 })
  return (
    <Dialog onClose={onClose} title={t('bulk.runs')}>
      {data?.items.length === 0 && <Empty title={t('bulk.noRuns')}>{t('bulk.teach')}</Empty>}
      <Stack gap="md">
        {data?.items.map((run) => (
          <div key={run.id}>
            <span className={classes.hint}>
              <When at={run.createdAt} />
            </span>
            <RunLine run={run} />
          </div>
        ))}
      </Stack>
    </Dialog>
  )
}
