import { Radio } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_CHOICES } from '../../i18n.ts'
import { useCountryName } from '../places.tsx'
import type { Customer } from './data.ts'
import { isOpen, type Line, type Pick, type Picks, pickOf, type Side } from './merge.form.ts'
import classes from './merge-table.module.css'

type Props = {
  sides: Record<Side, Customer>
  lines: Line[]
  picks: Picks
  kept: Side
  onKeep: (side: Side) => void
  onPick: (key: string, pick: Pick) => void
}
const SIDES: readonly Side[] = ['one', 'other']

/** Each field is a choice of its own, made by the arrow keys; what stands in the end is set in bold. What both may keep is united. */
export function MergeTable({ sides, lines, picks, kept, onKeep, onPick }: Props) {
  const { t } = useTranslation()
  const name = useId()
  const first = useRef<HTMLInputElement>(null)
  // Whoever chose by keyboard goes on from here.
  useEffect(() => first.current?.focus(), [])
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col" id={name} className={classes.field}>
            {t('merge.keep')}
          </th>
          {SIDES.map((side) => (
            <th scope="col" key={side} className={classes.value} data-stands={kept === side || undefined}>
              <Radio
                ref={side === 'one' ? first : undefined}
                data-autofocus={side === 'one' || undefined}
                name={name}
                aria-describedby={name}
                checked={kept === side}
                onChange={() => onKeep(side)}
                label={t('merge.profile', { id: sides[side].id, name: sides[side].name })}
              />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.key} line={line} pick={pickOf(line, picks, kept)} onPick={(pick) => onPick(line.key, pick)} />
        ))}
        <United label={t('field.phone')} of={({ phones }) => phones.map(({ number }) => number)} sides={sides} />
        <United label={t('field.email')} of={({ emails }) => emails} sides={sides} />
        <United label={t('field.tags')} of={({ tags }) => tags} sides={sides} />
      </tbody>
    </table>
  )
}

function Row({ line, pick, onPick }: { line: Line; pick: Pick; onPick: (pick: Pick) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const shown = useShown()
  const radio = (value: Pick, label: string) => (
    <Radio name={id} aria-describedby={id} checked={pick === value} onChange={() => onPick(value)} label={label} />
  )
  const stands = (side: Side) => line[side] !== '' && (pick === side || pick === 'both' || line.one === line.other)
  return (
    <tr>
      <th scope="row" id={id} className={classes.field}>
        {line.question ?? t(`field.${line.field === 'answer' ? 'notes' : line.field}`)}
        {line.field === 'notes' && isOpen(line) && radio('both', t('merge.bothNotes'))}
      </th>
      {SIDES.map((side) => (
        <td key={side} className={classes.value} data-stands={stands(side) || undefined}>
          {isOpen(line) ? radio(side, shown(line, side)) : shown(line, side)}
        </td>
      ))}
    </tr>
  )
}

type UnitedProps = { label: string; of: (customer: Customer) => string[]; sides: Record<Side, Customer> }

function United({ label, of, sides }: UnitedProps) {
  const { t } = useTranslation()
  if (!of(sides.one).length && !of(sides.other).length) return null
  return (
    <tr>
      <th scope="row" className={classes.field}>
        {label} <small>{t('merge.united')}</small>
      </th>
      {SIDES.map((side) => (
        <td key={side} className={classes.value} data-stands>
          {of(sides[side]).join('\n')}
        </td>
      ))}
    </tr>
  )
}

/** A country and a language by their names. */
function useShown() {
  const countryName = useCountryName()
  return ({ field, ...line }: Line, side: Side) => {
    if (field === 'country' && line[side]) return countryName(line[side])
    if (field === 'language') return LANGUAGE_CHOICES.find(({ value }) => value === line[side])?.label ?? line[side]
    return line[side]
  }
}
