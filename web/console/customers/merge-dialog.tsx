import { Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mergeCustomer } from '../../../server/customers/merging.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { sayDone } from '../notices.tsx'
import { whyNot } from '../tickets/refusals.ts'
import classes from './book.module.css'
import { CallerSearch } from './caller-search.tsx'
import { type Customer, customerQuery, forgetBook } from './data.ts'

type Props = { customer: Pick<Customer, 'id'>; otherId?: number; onClose: () => void; onMerged?: () => void }

/** T4: both side by side, which one stays, and what it takes from the other; it can be taken back at any time. */
export function MergeDialog({ customer: { id }, otherId, onClose, onMerged }: Props) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(otherId)
  const { data: one } = useQuery(customerQuery(id))
  const { data: other } = useQuery({ ...customerQuery(chosen ?? 0), enabled: chosen !== undefined })
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('merge.title')}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      {!chosen && <CallerSearch label={t('merge.with')} fault={undefined} onChoose={setChosen} />}
      {chosen === id && <ProblemNote>{t('merge.itself')}</ProblemNote>}
      {one && other && chosen !== id && <SideBySide one={one} other={other} onClose={onClose} onMerged={onMerged} />}
    </Modal>
  )
}

type Pair = { one: Customer; other: Customer; onClose: () => void; onMerged: (() => void) | undefined }

function SideBySide({ one, other, onClose, onMerged }: Pair) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [keptId, setKept] = useState(one.id)
  const [kept, gone] = keptId === one.id ? [one, other] : [other, one]
  const refused = whyNot(one.can.merge) ?? whyNot(other.can.merge)
  const merge = useMutation({
    mutationFn: () => call(mergeCustomer, { params: { id: gone.id }, body: { intoId: kept.id } }),
    onSuccess: () => {
      forgetBook()
      sayDone(t('merge.done', { name: kept.name }))
      onClose()
      if (onMerged) onMerged()
      else void navigate({ to: paths.customer, params: { customerId: kept.id } })
    },
  })
  return (
    <Stack gap="md">
      <Radio.Group label={t('merge.keep')} value={String(keptId)} onChange={(value) => setKept(Number(value))}>
        <Group mt={6}>
          {[one, other].map(({ id, name, organization }) => (
            <Radio
              key={id}
              value={String(id)}
              label={`${[name, organization?.name].filter(Boolean).join(' · ')} (${id})`}
            />
          ))}
        </Group>
      </Radio.Group>
      <Comparison kept={kept} gone={gone} />
      <p style={{ margin: 0 }}>{t('merge.explain')}</p>
      {refused && <ProblemNote>{refused}</ProblemNote>}
      {merge.error && <ProblemNote>{merge.error.message}</ProblemNote>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('do.cancel')}
        </Button>
        <Button data-autofocus loading={merge.isPending} disabled={!!refused} onClick={() => merge.mutate()}>
          {t('merge.confirm')}
        </Button>
      </Group>
    </Stack>
  )
}

/** What stays is set in bold: all numbers and addresses of both, and of the rest what the survivor has or lacks. */
function Comparison({ kept, gone }: { kept: Customer; gone: Customer }) {
  const { t } = useTranslation()
  const lines = (customer: Customer): [string, string, boolean][] => [
    [t('field.name'), customer.name, false],
    [t('field.phone'), customer.phones.map(({ number }) => number).join('\n'), true],
    [t('field.email'), customer.emails.join('\n'), true],
    [t('field.organization'), customer.organization?.name ?? '', false],
    [t('field.taxId'), customer.taxId ?? '', false],
    [t('field.address'), customer.address, false],
    [t('field.notes'), customer.notes, false],
    [t('customer.openTickets'), String(customer.openTickets), true],
  ]
  const other = lines(gone)
  return (
    <table className={classes.compare}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('merge.stays')}</th>
          <th scope="col">{t('merge.goes')}</th>
        </tr>
      </thead>
      <tbody>
        {lines(kept).map(([name, value, both], place) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td data-goes={value !== '' || undefined}>{value}</td>
            <td data-goes={both || value === '' || undefined}>{other[place]![1]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
