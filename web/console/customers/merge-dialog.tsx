import { Button, Group, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { customerBelongings, mergeCustomer } from '../../../server/customers/merging.contract.ts'
import { call } from '../../api.ts'
import { bounded } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { sayDone } from '../notices.tsx'
import { whyNot } from '../tickets/refusals.ts'
import { CallerSearch } from './caller-search.tsx'
import { type Customer, customerQuery, forgetBook } from './data.ts'
import { bodyOf, linesOf, opposite, type Picks, type Side } from './merge.form.ts'
import { MergeTable } from './merge-table.tsx'

type Props = { customer: Pick<Customer, 'id'>; otherId?: number; onClose: () => void; onMerged?: () => void }

/** T4: both side by side, which one stays, and field by field what stands in it; it can be taken back at any time. */
export function MergeDialog({ customer: { id }, otherId, onClose, onMerged }: Props) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(otherId)
  const { data: one } = useQuery(customerQuery(id))
  const { data: other } = useQuery({ ...customerQuery(chosen ?? 0), enabled: chosen !== undefined })
  return (
    <Dialog onClose={onClose} size="xl" title={t('merge.title')}>
      {(!chosen || chosen === id) && <CallerSearch label={t('merge.with')} fault={undefined} onChoose={setChosen} />}
      {chosen === id && <ProblemNote>{t('merge.itself')}</ProblemNote>}
      {one && other && chosen !== id && <SideBySide one={one} other={other} onClose={onClose} onMerged={onMerged} />}
    </Dialog>
  )
}

type Pair = { one: Customer; other: Customer; onClose: () => void; onMerged: (() => void) | undefined }

function SideBySide({ one, other, onClose, onMerged }: Pair) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [kept, setKept] = useState<Side>('one')
  const [picks, setPicks] = useState<Picks>({})
  const lines = linesOf(one, other)
  const [stays, goes] = kept === 'one' ? [one, other] : [other, one]
  const refused = whyNot(one.can.merge) ?? whyNot(other.can.merge)
  const merge = useMutation({
    mutationFn: () =>
      call(mergeCustomer, { params: { id: goes.id }, body: { intoId: stays.id, ...bodyOf(lines, picks, kept) } }),
    onSuccess: (survivor) => {
      forgetBook()
      sayDone(t('merge.done', { name: survivor.name }))
      onClose()
      if (onMerged) onMerged()
      else void navigate({ to: paths.customer, params: { customerId: stays.id } })
    },
  })
  return (
    <Stack gap="md">
      <MergeTable
        sides={{ one, other }}
        lines={lines}
        picks={picks}
        kept={kept}
        onKeep={setKept}
        onPick={(key, pick) => setPicks({ ...picks, [key]: pick })}
      />
      <WhatMoves goes={goes} to={kept === 'one' ? one : other} key={opposite(kept)} />
      {refused && <ProblemNote>{refused}</ProblemNote>}
      {merge.error && <ProblemNote>{merge.error.message}</ProblemNote>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('do.cancel')}
        </Button>
        <Button loading={merge.isPending} disabled={!!refused} onClick={() => merge.mutate()}>
          {t('merge.confirm')}
        </Button>
      </Group>
    </Stack>
  )
}

/** Seen before one decides: how much changes hands. */
function WhatMoves({ goes, to }: { goes: Customer; to: Customer }) {
  const { t, i18n } = useTranslation()
  const { data } = useQuery({
    queryKey: ['customer', goes.id, 'belongings'],
    queryFn: () => call(customerBelongings, { params: { id: goes.id } }),
  })
  const counted = (['tickets', 'calls', 'activities'] as const).flatMap((what) => {
    const count = data?.[what] ?? 0
    return count ? t(`merge.moved.${what}`, { count, shown: bounded(count) }) : []
  })
  const list = new Intl.ListFormat(i18n.language).format(counted)
  return (
    <p style={{ margin: 0 }} role="status">
      {data && (list ? t('merge.moves', { list, id: to.id }) : t('merge.movesNothing', { id: goes.id }))}{' '}
      {t('merge.canBeUndone')}
    </p>
  )
}
