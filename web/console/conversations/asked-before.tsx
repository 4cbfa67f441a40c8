import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../formats.ts'
import type { Ticket } from '../tickets/data.ts'
import { AskingContext, completenessQuery } from './ask-missing.ts'
import classes from './mail-fields.module.css'

/** E2: nobody asks the same thing twice unaware; whoever has the answer already is led to where it is noted. */
export function AskedBefore({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { noteAnswers } = useContext(AskingContext)
  const { data } = useQuery(completenessQuery(ticket.id))
  const asked = data?.missing.filter(({ askedAt }) => askedAt) ?? []
  const when = asked.map(({ askedAt }) => askedAt!).sort()
  return (
    <div role="status" className={classes.there}>
      {data && asked.length > 0 && (
        <p className={classes.elsewhere}>
          <span>
            {asked.length === data.missing.length
              ? t('questions.askedBefore', { when: formats.short(when.at(-1)!) })
              : t('questions.someAskedBefore', {
                  when: formats.short(when.at(-1)!),
                  questions: asked.map(({ text }) => `«${text}»`).join(', '),
                })}{' '}
            {t(data.heardAt ? 'questions.heardSince' : 'questions.notHeardSince')}
          </span>
          {data.heardAt && (
            <Button size="compact-xs" variant="light" onClick={noteAnswers}>
              {t('questions.note')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}
