import { IconEye, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Face } from '../../ui/face.tsx'
import classes from './others-here.module.css'
import { type Present, useBeHere, usePresence } from './presence.ts'

/** Who else is here, in the head of the ticket: two do not answer the same customer twice. */
export function OthersHere({ ticketId }: { ticketId: number }) {
  const { t } = useTranslation()
  useBeHere(ticketId)
  const others = usePresence().get(ticketId) ?? []
  return (
    <div role="status" className={classes.others}>
      {others.map(({ agent, state }) => (
        <span key={agent.id} className={classes.one} data-writing={state === 'writing' || undefined}>
          <Face name={agent.name} size={20} quiet />
          {state === 'writing' ? <IconPencil size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}
          {t(`presence.${state}`, { name: agent.name })}
        </span>
      ))}
    </div>
  )
}

/** The same in a row of the list: a mark, with the names for whoever asks. */
export function OthersMark({ others }: { others: Present[] }) {
  const { t } = useTranslation()
  const said = others.map(({ agent, state }) => t(`presence.${state}`, { name: agent.name })).join(', ')
  const Mark = others.some(({ state }) => state === 'writing') ? IconPencil : IconEye
  return (
    <span className={classes.mark} title={said}>
      <Mark size={15} role="img" aria-label={said} />
    </span>
  )
}
