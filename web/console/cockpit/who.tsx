import { Button } from '@mantine/core'
import { IconUserCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import fields from '../customers/caller-field.module.css'
import { callerFrom } from '../customers/caller-field.tsx'
import { CallerSearch, FoundCustomer } from '../customers/caller-search.tsx'
import { CustomerFacts } from '../customers/customer-facts.tsx'
import { customerQuery } from '../customers/data.ts'
import { type NewCaller, NewCallerFields } from '../customers/new-caller-fields.tsx'
import type { Call } from './data.ts'
import { knownNumber } from './number-name.ts'

type Props = {
  call: Call
  caller: NewCaller | null
  fault: string | undefined
  saving: boolean
  onChoose: (customerId: number | null) => void
  onWrite: (caller: NewCaller | null) => void
  /** Gives them a profile now, also where no ticket comes of the call. */
  onCreate: () => void
}

/** T3, T4: who is on the line: recognised by the number, found while typing, or written down in place. */
export function Who({ call, caller, fault, saving, onChoose, onWrite, onCreate }: Props) {
  const { t } = useTranslation()
  if (call.customer) return <Known id={call.customer.id} onAnother={() => onChoose(null)} />
  if (caller)
    return (
      <NewCallerFields
        caller={caller}
        fault={fault}
        onChange={onWrite}
        onChoose={onChoose}
        onCancel={() => onWrite(null)}
        more={
          <Button size="compact-sm" variant="light" loading={saving} disabled={!caller.name.trim()} onClick={onCreate}>
            {t('cockpit.createCustomer')}
          </Button>
        }
      />
    )
  return (
    <div>
      <CallerSearch
        label={t('cockpit.who')}
        fault={fault}
        onChoose={onChoose}
        onCreate={(typed) => onWrite(withNumber(callerFrom(typed), knownNumber(call)))}
      />
      <Candidates call={call} onChoose={onChoose} />
    </div>
  )
}

/** Several have this number: shown, and none chosen. */
function Candidates({ call, onChoose }: { call: Call; onChoose: (id: number) => void }) {
  const { t } = useTranslation()
  if (call.callers.length === 0) return null
  return (
    <div className={fields.perhaps}>
      <p>{t('cockpit.candidates', { number: call.shownNumber })}</p>
      {call.callers.map((one) => (
        <Button key={one.id} variant="default" h="auto" py={4} justify="flex-start" onClick={() => onChoose(one.id)}>
          <FoundCustomer customer={one} />
        </Button>
      ))}
    </div>
  )
}

function Known({ id, onAnother }: { id: number; onAnother: () => void }) {
  const { t } = useTranslation()
  const { data: customer } = useQuery(customerQuery(id))
  return (
    <section className={fields.known} aria-label={t('field.customer')}>
      <IconUserCircle size={34} stroke={1.3} aria-hidden />
      <div className={fields.facts}>{customer && <CustomerFacts customer={customer} />}</div>
      <Button size="compact-sm" variant="default" onClick={onAnother}>
        {t('caller.another')}
      </Button>
    </section>
  )
}

const withNumber = (caller: NewCaller, number: string | null): NewCaller => ({
  ...caller,
  phone: caller.phone || (number ?? ''),
})
