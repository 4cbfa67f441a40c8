import { Button, NativeSelect, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { MAIL_MODES, type MailMode } from '../../../server/mail/outgoing/contract.ts'
import { intoSight } from '../../ui/into-sight.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { AskedBefore } from './asked-before.tsx'
import { Elsewhere } from './elsewhere.tsx'
import { FailingRecipients } from './failing-recipients.tsx'
import { enclosedFrom, fieldsFrom, forCustomer, mailDraftQuery } from './mail-draft.ts'
import classes from './mail-fields.module.css'
import { MailProposals } from './mail-proposals.tsx'
import type { ModeFieldsProps } from './modes.ts'
import { NotTo } from './not-to.tsx'
import { Offered } from './offered.tsx'
import { RecipientsField } from './recipients-field.tsx'
import { isBlank } from './rich-text.ts'
import { WhomInBrief } from './whom-in-brief.tsx'

/** S10: to whom and about what; the recipients shown are the recipients used. */
export function MailFields({ ticket, draft, tried, onChange, onWrite, onWords }: ModeFieldsProps) {
  const { t } = useTranslation()
  const { mail } = draft
  const [wanted, setWanted] = useState<{ mode: MailMode; interactionId: number | null }>(
    mail ?? { mode: 'reply', interactionId: null },
  )
  const [copies, setCopies] = useState(!!mail?.cc.length || !!mail?.bcc.length)
  const { data: proposed, error } = useQuery(mailDraftQuery(ticket.id, wanted.mode, wanted.interactionId))
  const asked = draft.mailRequest
  // Where the cursor goes once the desk has proposed: whoever writes to nobody yet says to whom.
  const toField = useRef<HTMLInputElement>(null)
  const copyField = useRef<HTMLInputElement>(null)
  const [begins, setBegins] = useState(false)
  const begun = useRef<'opened' | 'pointed' | 'byKey'>('opened')
  // A card of the conversation was chosen to be answered or passed on.
  useEffect(() => {
    if (!asked) return
    setWanted(asked)
    begun.current = 'pointed'
    onChange({ mail: null, mailRequest: null })
  }, [asked, onChange])
  // What was proposed fills the form once; what is then typed stays.
  useEffect(() => {
    if (!proposed || asked || (mail && mail.mode === wanted.mode && mail.interactionId === wanted.interactionId)) return
    const own = draft.attachments.filter((file) => !file.proposed)
    onChange({
      mail: fieldsFrom(proposed, wanted.interactionId),
      attachments: [...own, ...enclosedFrom(proposed).map((file) => ({ ...file, proposed: true }))],
    })
    setCopies(proposed.cc.length > 0)
    // Words that have been begun go on being words.
    const comes = begun.current === 'pointed' || (begun.current === 'opened' && isBlank(draft.html) && isWriting())
    setBegins(comes && !proposed.to.length)
  }, [proposed, wanted, mail, asked, draft.attachments, draft.html, onChange])

  // What they bring pushes the words down; whoever writes there sees them all the same.
  const shown = !!mail && !!proposed
  useLayoutEffect(() => {
    if (shown && isWriting()) intoSight(document.activeElement as HTMLElement)
  }, [shown])

  // Whom it went to before is nobody it may go to now, until the desk has said whom: the recipients shown are the recipients used.
  const choose = (mode: MailMode) => {
    setWanted({ ...wanted, mode })
    onChange({ mail: null })
  }
  // The button goes; what is typed next are words, and no address.
  const answerAll = () => {
    onWords()
    choose('reply_all')
  }
  // Who chooses by keyboard goes on choosing: its line has a key, and stays the same whatever stands around it.
  const modes = (
    <NativeSelect
      size="xs"
      aria-label={t('mail.mode')}
      value={wanted.mode}
      onKeyDown={() => {
        begun.current = 'byKey'
      }}
      onPointerDown={() => {
        begun.current = 'pointed'
      }}
      onChange={({ currentTarget: { value } }) => choose(value as MailMode)}
      data={MAIL_MODES.map((mode) => ({ value: mode, label: t(`mail.modes.${mode}`) }))}
    />
  )
  // What has been proposed stays where it cannot be asked again just now.
  if (error && !proposed)
    return (
      <div className={classes.fields}>
        <div key="head" className={classes.head}>
          {modes}
        </div>
        <ProblemNote>{error.message}</ProblemNote>
      </div>
    )
  if (!mail || !proposed)
    return (
      <div className={classes.fields}>
        <div key="head" className={classes.head}>
          {modes}
        </div>
        <Skeleton height={64} aria-label={t('do.loading')} />
      </div>
    )
  const change = (fields: Partial<typeof mail>) => onChange({ mail: { ...mail, ...fields } })
  const answerThere = ({ why, address, interactionId }: NonNullable<typeof proposed.elsewhere>) => {
    if (why === 'asked') return change({ to: [address] })
    // Their words are answered, not those of whoever wrote before.
    setWanted({ ...wanted, interactionId })
    onChange({ mail: null })
  }
  // The button goes; whoever pressed it goes on where it led.
  const addCopies = () => {
    flushSync(() => setCopies(true))
    copyField.current?.focus()
  }
  const writeTo = (one: string) => {
    // The button goes; whoever pressed it by keyboard goes on where it stands now.
    toField.current?.focus()
    change({ to: [one] })
  }
  const tokens = (name: 'to' | 'cc' | 'bcc') => (
    <>
      <RecipientsField
        label={t(`mail.${name}`)}
        autoFocus={begins && name === 'to'}
        field={{ to: toField, cc: copyField, bcc: undefined }[name]}
        value={mail[name]}
        placeholder={
          name === 'to' && wanted.mode === 'reply' && !(proposed.to.length + mail.to.length)
            ? t('mail.noAddress')
            : undefined
        }
        onChange={(list) => change({ [name]: list })}
        error={tried && name === 'to' && !mail.to.length ? t('mail.lacksRecipient') : undefined}
      />
      <FailingRecipients recipients={mail[name]} failing={proposed.failing} />
    </>
  )
  return (
    <div className={classes.fields}>
      <WhomInBrief mail={mail} onWanted={() => toField.current?.focus()} />
      <div key="head" className={classes.head}>
        {modes}
        <span className={classes.from}>{t('mail.from', { address: proposed.mailbox.address })}</span>
        {!copies && (
          <Button size="compact-xs" variant="subtle" onClick={addCopies}>
            {t('mail.addCopies')}
          </Button>
        )}
        {forCustomer(proposed, mail) && <MailProposals ticket={ticket} onWrite={onWrite} />}
      </div>
      {draft.asks && <AskedBefore ticket={ticket} />}
      {tokens('to')}
      <Offered proposed={proposed} mail={mail} onChoose={writeTo} />
      <Elsewhere proposed={proposed} mail={mail} onAnswerThere={answerThere} />
      <NotTo proposed={proposed} mail={mail} onAnswerAll={answerAll} />
      {copies && tokens('cc')}
      {proposed.leftOut > 0 && (
        <p role="note" className={classes.leftOut}>
          {t('mail.leftOut', { count: proposed.leftOut })}
        </p>
      )}
      {copies && tokens('bcc')}
      <TextInput
        size="xs"
        label={t('mail.subject')}
        classNames={{ root: classes.line, label: classes.label, wrapper: classes.wide }}
        value={mail.subject}
        onChange={(event) => change({ subject: event.currentTarget.value })}
      />
    </div>
  )
}

/** Whether the cursor is among words. */
const isWriting = () => !!document.activeElement?.matches('[contenteditable], textarea')
