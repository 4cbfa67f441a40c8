import { Anchor } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { TextLink } from '../links.tsx'
import type { Ticket } from '../tickets/data.ts'
import { whyNot } from '../tickets/refusals.ts'
import { askToMove } from './compose-requests.ts'
import type { Interaction } from './data.ts'
import classes from './mail-lines.module.css'

/** E1: whoever quotes another ticket's number without a part in it was led here; an agent may know better, and moves it there. */
export function NamedLine({ interaction, ticket }: { interaction: Interaction; ticket: Ticket }) {
  const { t, i18n } = useTranslation()
  const named = (interaction.quoted ?? [])
    .filter(({ ticketId }) => ticketId !== ticket.id)
    .map((one) => ({ ...one, shown: /^\d/.test(one.number) ? `#${one.number}` : one.number }))
  if (!named.length) return null
  const numbers = new Intl.ListFormat(i18n.language).format(named.map(({ shown }) => shown))
  const mayMove = !whyNot(ticket.can.split)
  return (
    <p className={classes.named}>
      <IconLink size={15} aria-hidden />
      <span>
        {t('mail.named.elsewhere', { numbers, count: named.length })}
        {named.map(
          ({ ticketId, number, shown }) =>
            ticketId !== null && (
              <Fragment key={number}>
                {' '}
                <TextLink to={paths.ticket} params={{ ticketId }} search={true} underline="always">
                  {t('mail.named.open', { number: shown })}
                </TextLink>
                {mayMove && (
                  <>
                    {' '}
                    <Anchor
                      component="button"
                      type="button"
                      underline="always"
                      onClick={() => askToMove({ ticketId: ticket.id, interaction, into: { id: ticketId, number } })}
                    >
                      {t('mail.named.move', { number: shown })}
                    </Anchor>
                  </>
                )}
              </Fragment>
            ),
        )}
      </span>
    </p>
  )
}
