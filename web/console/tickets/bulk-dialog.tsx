import { Button, Group, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BulkAct, previewBulk, startBulk } from '../../../server/tickets/bulk.contract.ts'
import { call } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { fromLocalField } from '../../moments.ts'
import { queries } from '../../queries.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { submits } from '../../ui/submits.ts'
import { BulkFields, type BulkForm, emptyBulk } from './bulk-fields.tsx'
import { BulkProgress, Refusals, runQuery } from './bulk-progress.tsx'
import { type Selection, selection } from './selection.ts'

/** Z2: the same change on many tickets: first for how many it works and why not for the others, then done in the background. */
export function BulkDialog({ chosen: now, onClose }: { chosen: Selection; onClose: () => void }) {
  const { t } = useTranslation()
  // What was chosen when it was opened, whatever comes and goes meanwhile.
  const [chosen] = useState(now)
  const { zone } = useFormats()
  const [form, setForm] = useState<BulkForm>(emptyBulk)
  const act = actOf(form, (field) => fromLocalField(field, zone)?.toISOString())
  const [foreseen] = useDebouncedValue(JSON.stringify(act), 250)
  const body = {
    ...(chosen.all ? { asked: chosen.all } : { ticketIds: [...chosen.ids] }),
    act: JSON.parse(foreseen) as BulkAct,
  }
  const something = foreseen !== '{}' && !onlyWords(body.act)
  const preview = useQuery({
    queryKey: ['bulk', 'preview', body],
    queryFn: () => call(previewBulk, { body }),
    enabled: something,
    placeholderData: (before) => before,
  })
  const start = useMutation({
    mutationFn: () => call(startBulk, { body: { ...body, act } }),
    onSuccess: (run) => {
      queries.setQueryData(runQuery(run.id).queryKey, { run, refused: [] })
      selection.clear()
    },
  })
  const ready = something && !!preview.data?.works && JSON.stringify(act) === foreseen
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (ready) start.mutate()
  }
  const many = chosen.all ? undefined : chosen.ids.size
  const count = something && preview.data ? preview.data.works : many
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title={many === undefined ? t('bulk.titleAll') : t('bulk.title', { count: many })}
    >
      {start.data ? (
        <BulkProgress id={start.data.id} onClose={onClose} />
      ) : (
        <form onSubmit={onSubmit} onKeyDown={submits}>
          <Stack gap="sm">
            {(start.error ?? preview.error) && <ProblemNote>{(start.error ?? preview.error)?.message}</ProblemNote>}
            <BulkFields form={form} onChange={(change) => setForm((before) => ({ ...before, ...change }))} />
            {something && preview.data && (
              <div role="status">
                <strong>{t('bulk.works', { works: preview.data.works, total: preview.data.total })}</strong>
                {preview.data.more && <p>{t('bulk.more')}</p>}
                <Refusals refused={preview.data.refused} />
              </div>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('do.cancel')}
              </Button>
              <Button type="submit" disabled={!ready} loading={start.isPending}>
                {count === undefined ? t('bulk.titleAll') : t('bulk.do', { count })}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  )
}

/** A solution alone changes nothing: it goes with the move that asks for it. */
const onlyWords = (act: BulkAct) =>
  Object.keys(act).every((field) => ['solution', 'verification', 'thirdParty'].includes(field))

function actOf(form: BulkForm, toMoment: (field: string) => string | undefined): BulkAct {
  const { owner, status, solution, until, reason, addTags, removeTags, groupId, priority, categoryId } = form
  const snoozeUntil = until && reason.trim() ? toMoment(until) : undefined
  const completes = status === 'completed' || status === 'closed'
  return {
    ...(owner !== null && { ownerId: owner === 'nobody' ? null : Number(owner) }),
    ...(groupId !== null && { groupId: Number(groupId) }),
    ...(priority !== null && { priority }),
    ...(categoryId !== null && { categoryId: Number(categoryId) }),
    ...(status !== null && { status }),
    ...(completes && solution.trim() && { solution: solution.trim() }),
    ...(addTags.length > 0 && { addTags }),
    ...(removeTags.length > 0 && { removeTags }),
    ...(snoozeUntil && { snooze: { until: snoozeUntil, reason: reason.trim() } }),
  }
}
