import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tellApart, unmergeCustomer } from '../../../server/customers/merging.contract.ts'
import { call } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { TextLink } from '../links.tsx'
import { sayDone, sayProblem } from '../notices.tsx'
import { whyNot } from '../tickets/refusals.ts'
import classes from './customer-page.module.css'
import { type Customer, forgetBook } from './data.ts'
import { MergeDialog } from './merge-dialog.tsx'

/** Whom this profile was merged with, either way, and who may be the same person. */
export function MergeNotices({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  if (customer.mergedIntoId)
    return (
      <div className={classes.notice}>
        {t('customer.merged')}{' '}
        <TextLink to={paths.customer} params={{ customerId: customer.mergedIntoId }}>
          {t('customer.seeOther')}
        </TextLink>{' '}
        <Unmerge id={customer.id} name={customer.name} can={customer.can.merge} />
      </div>
    )
  return (
    <>
      <Merged customer={customer} />
      <Perhaps customer={customer} />
    </>
  )
}

function Merged({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!customer.merged.length) return null
  return (
    <div className={classes.notice}>
      {t('merge.holds')}
      <ul>
        {customer.merged.map(({ id, name, at, by }) => (
          <li key={id}>
            <TextLink to={paths.customer} params={{ customerId: id }}>
              {name}
            </TextLink>
            <span>{t('merge.since', { at: formats.short(at), by: by ?? '' })}</span>
            <Unmerge id={id} name={name} can={customer.can.merge} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Unmerge({ id, name, can }: { id: number; name: string; can: true | string }) {
  const { t } = useTranslation()
  const undo = useMutation({
    mutationFn: () => call(unmergeCustomer, { params: { id } }),
    onError: sayProblem,
    onSuccess: () => {
      forgetBook()
      sayDone(t('merge.undone', { name }))
    },
  })
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={undo.isPending}
      disabled={can !== true}
      title={whyNot(can)}
      onClick={() => undo.mutate()}
    >
      {t('merge.undo')}
    </Button>
  )
}

function Perhaps({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const [other, setOther] = useState<number>()
  const apart = useMutation({
    mutationFn: (otherId: number) => call(tellApart, { params: { id: customer.id }, body: { otherId } }),
    onError: sayProblem,
    onSuccess: forgetBook,
  })
  if (!customer.possibleDuplicates.length) return null
  return (
    <div className={classes.notice}>
      {t('customer.perhapsDuplicate')}
      <ul>
        {customer.possibleDuplicates.map(({ id, name, organization, reasons }) => (
          <li key={id}>
            <TextLink to={paths.customer} params={{ customerId: id }}>
              {[name, organization?.name].filter(Boolean).join(' · ')}
            </TextLink>
            <span>{reasons.map((reason) => t(`merge.why.${reason}`)).join(', ')}</span>
            <Button size="compact-xs" variant="default" onClick={() => setOther(id)}>
              {t('merge.compare')}
            </Button>
            <Button size="compact-xs" variant="subtle" onClick={() => apart.mutate(id)}>
              {t('merge.tellApart')}
            </Button>
          </li>
        ))}
      </ul>
      {other && <MergeDialog customer={customer} otherId={other} onClose={() => setOther(undefined)} />}
    </div>
  )
}
