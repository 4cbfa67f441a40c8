import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { completeness, updateDraft } from '../../../server/mail/outgoing/contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { sayDone } from '../notices.tsx'
import type { ModeFieldsProps } from './modes.ts'

/** E5, E2: what the desk can put into words by itself, for the agent to look over: what was done and comes next, or what is still to be told. */
export function MailProposals({ ticket, onWrite }: Pick<ModeFieldsProps, 'ticket' | 'onWrite'>) {
  const { t } = useTranslation()
  const update = useMutation({
    mutationFn: () => call(updateDraft, { params: { id: ticket.id } }),
    onSuccess: ({ html }) => onWrite(html),
  })
  const question = useMutation({
    mutationFn: () => call(completeness, { params: { id: ticket.id } }),
    onSuccess: ({ message }) => {
      if (message) onWrite(message.html)
      else sayDone(t('mail.complete'))
    },
  })
  const problem = update.error ?? question.error
  return (
    <>
      <Button size="compact-xs" variant="subtle" loading={update.isPending} onClick={() => update.mutate()}>
        {t('mail.update')}
      </Button>
      <Button size="compact-xs" variant="subtle" loading={question.isPending} onClick={() => question.mutate()}>
        {t('mail.question')}
      </Button>
      {problem && <ProblemNote>{problem.message}</ProblemNote>}
    </>
  )
}
