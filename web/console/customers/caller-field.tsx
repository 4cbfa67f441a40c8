import { Button } from '@mantine/core'
import { IconUserCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import classes from './caller-field.module.css'
import { CallerSearch } from './caller-search.tsx'
import { CustomerFacts } from './customer-facts.tsx'
import { customerQuery } from './data.ts'
import { NewCallerFields } from './new-caller-fields.tsx'

type NewCaller = { name: string; phone: string; email: string }
export type Caller = { customerId: number | null; customer: NewCaller | null }
type Props = Caller & {
  fault: string | undefined
  onChange: (caller: Partial<Caller>) => void
  /** Somebody of the book was chosen: where one goes on from there. */
  onChosen?: () => void
}

/** T3, T4: who calls: found while typing, or written down in place. */
export function CallerField({ customerId, customer, fault, onChange, onChosen }: Props) {
  const { t } = useTranslation()
  const choose = (id: number) => {
    onChange({ customerId: id, customer: null })
    onChosen?.()
  }
  const another = () => onChange({ customerId: null, customer: null })
  if (customerId) return <KnownCaller id={customerId} onAnother={another} />
  if (customer) {
    return (
      <NewCallerFields
        caller={customer}
        fault={fault}
        onChange={(next) => onChange({ customer: next })}
        onChoose={choose}
        onCancel={another}
      />
    )
  }
  return (
    <CallerSearch
      label={t('field.customer')}
      fault={fault}
      onChoose={choose}
      onCreate={(typed) => onChange({ customer: callerFrom(typed) })}
    />
  )
}

function KnownCaller({ id, onAnother }: { id: number; onAnother: () => void }) {
  const { t } = useTranslation()
  const { data: customer } = useQuery(customerQuery(id))
  return (
    <section className={classes.known} aria-label={t('field.customer')}>
      <IconUserCircle size={34} stroke={1.3} aria-hidden />
      <div className={classes.facts}>{customer && <CustomerFacts customer={customer} />}</div>
      <Button size="compact-sm" variant="default" onClick={onAnother}>
        {t('caller.another')}
      </Button>
    </section>
  )
}

/** What was typed into the search goes to the field it looks like. */
export function callerFrom(typed: string): NewCaller {
  const text = typed.trim()
  if (text.includes('@')) return { name: '', phone: '', email: text }
  if (/^[+\d][\d\s().-]{4,}$/.test(text)) return { name: '', phone: text, email: '' }
  return { name: text, phone: '', email: '' }
}
