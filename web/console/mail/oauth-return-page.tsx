import { Loader } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { finishConnecting } from '../../../server/mail/oauth/contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { queries } from '../../queries.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { ButtonLink } from '../links.tsx'
import { sayDone } from '../notices.tsx'
import { Page } from '../page.tsx'
import classes from './mail.module.css'
import { mailboxesQuery } from './mail-data.ts'

/** The provider sends the browser here; what it brought is handed over once, by POST. */
export function OAuthReturnPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const brought = useRef(false)
  const finish = useMutation({
    mutationFn: (query: string) => call(finishConnecting, { body: { query } }),
    onSuccess: async ({ address }) => {
      await queries.invalidateQueries({ queryKey: mailboxesQuery.queryKey })
      sayDone(t('mailbox.oauth.done', { address }))
      await navigate({ to: paths.mailboxes })
    },
  })
  useEffect(() => {
    if (brought.current) return
    brought.current = true
    finish.mutate(window.location.search.slice(1))
  }, [finish])
  return (
    <Page title={t('admin.mailboxes')}>
      {finish.error ? (
        <ProblemNote
          action={
            <ButtonLink to={paths.mailboxes} size="compact-sm" variant="default">
              {t('mailbox.oauth.again')}
            </ButtonLink>
          }
        >
          {finish.error.message}
        </ProblemNote>
      ) : (
        <p className={classes.told}>
          <Loader size="xs" /> {t('mailbox.oauth.finishing')}
        </p>
      )}
    </Page>
  )
}
