import { IconCalendarEvent, IconCalendarX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { type Invitation, readInvitation } from '../../../server/mail/showing/contract.ts'
import { call } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { type ShownFile, tokenOf } from './file-kinds.ts'
import classes from './invitation-card.module.css'
import { Written } from './mail-lines.tsx'
import { elsewhere, spanned } from './spans.ts'

/** S10: what one is invited to: what, when on the reader's clock, where, and who invites. A calendar that cannot be read stays a file. */
export function InvitationCard({ file }: { file: ShownFile }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['invitation', file.url],
    queryFn: () => call(readInvitation, { params: { token: tokenOf(file) } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const invitation = data?.invitation
  if (!invitation) return null
  const { state, summary, where, organizer, guests, guestCount, others } = invitation
  const off = state === 'cancelled'
  const Mark = off ? IconCalendarX : IconCalendarEvent
  return (
    <section className={classes.card} data-state={state} aria-label={t(`invited.state.${state}`)}>
      <p className={classes.state}>
        <Mark size={16} aria-hidden /> {t(`invited.state.${state}`)}
        <Answer of={invitation} />
      </p>
      <p className={classes.summary}>{off ? <s>{summary}</s> : summary || t('invited.untitled')}</p>
      <dl>
        <div>
          <dt>{t('invited.when')}</dt>
          <dd>
            <When of={invitation} />
          </dd>
        </div>
        {where && (
          <div>
            <dt>{t('invited.where')}</dt>
            <dd className={classes.where}>{where}</dd>
          </div>
        )}
        {organizer && (
          <div>
            <dt>{t('invited.organizer')}</dt>
            <dd>
              <Written {...organizer} />
            </dd>
          </div>
        )}
        {state !== 'answered' && guests.length > 0 && (
          <div>
            <dt>{t('invited.guests')}</dt>
            <dd>
              <Guests guests={guests} all={guestCount} />
            </dd>
          </div>
        )}
      </dl>
      {others > 0 && <p className={classes.note}>{t('invited.others', { count: others })}</p>}
    </section>
  )
}

function Answer({ of: { state, answer, guests } }: { of: Invitation }) {
  const { t } = useTranslation()
  const [who] = guests
  if (state !== 'answered' || !answer || !who) return null
  return <strong>{t(`invited.answer.${answer}`, { name: who.name ?? who.address })}</strong>
}

function When({ of: { when, repeats } }: { of: Invitation }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!when) return t('invited.noWhen')
  const there = elsewhere(when, formats)
  const unsure = when.as === 'written' && t(when.zone ? 'invited.unknownZone' : 'invited.noZone', { zone: when.zone })
  return (
    <>
      <strong>{spanned(when, formats)}</strong>
      {when.as === 'day' && `, ${t('invited.allDay')}`}
      {there && <span className={classes.note}>{t('invited.there', there)}</span>}
      {unsure && <span className={classes.unsure}>{unsure}</span>}
      {repeats !== 'no' && <span className={classes.note}>{t(`invited.repeats.${repeats}`)}</span>}
    </>
  )
}

const AT_FIRST = 5

function Guests({ guests, all }: { guests: Invitation['guests']; all: number }) {
  const { t } = useTranslation()
  const shown = guests.slice(0, AT_FIRST)
  return (
    <>
      {shown.map(({ name, address }, place) => (
        <Fragment key={place}>
          {place > 0 && ', '}
          <bdi title={address}>{name ?? address}</bdi>
        </Fragment>
      ))}
      {all > shown.length && ` ${t('mail.andMore', { count: all - shown.length })}`}
    </>
  )
}
