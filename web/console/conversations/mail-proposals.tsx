import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { updateDraft } from '../../../server/mail/outgoing/contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { KeyOf } from '../key-of.tsx'
import { ASK_MISSING, AskingContext } from './ask-missing.ts'
import type { ModeFieldsProps } from './modes.ts'

type Props = Pick<ModeFieldsProps, 'ticket' | 'onWrite'>

/** E5, E2: what the desk can put into words by itself, for the agent to look over: what was done and comes next, or what is still to be told. */
export function MailProposals({ ticket, onWrite }: Props) {
  const { t } = useTranslation()
  const update = useMutation({
    mutationFn: () => call(updateDraft, { params: { id: ticket.id } }),
    onSuccess: ({ html }) => onWrite(html),
  })
  const asking = useContext(AskingContext)
  return (
    <>
      <Button size="compact-sm" fz="xs" variant="subtle" loading={update.isPending} onClick={() => update.mutate()}>
        {t('mail.update')}
      </Button>
      <Button
        size="compact-sm"
        fz="xs"
        variant="subtle"
        loading={asking.pending}
        rightSection={<KeyOf command={ASK_MISSING.id} keys={ASK_MISSING.keys} />}
        onClick={() => asking.ask(true)}
      >
        {t(ASK_MISSING.name)}
      </Button>
      {update.error && <ProblemNote>{update.error.message}</ProblemNote>}
    </>
  )
}
