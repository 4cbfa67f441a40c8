import { Button, Switch, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { openTicket } from '../../../server/tickets/contract.ts'
import { call, Problem } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { Keys } from '../../ui/keys.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { submits } from '../../ui/submits.ts'
import { useMe } from '../auth/me.ts'
import { DraftMark } from '../conversations/draft-mark.tsx'
import { useDraftKeeper } from '../conversations/use-draft.ts'
import { CallerField } from '../customers/caller-field.tsx'
import { Classification } from './classification.tsx'
import { bodyOf, isEmpty, missing, type NewTicketFields } from './new-ticket.form.ts'
import classes from './new-ticket.module.css'
import { OpenTicketsOfCaller } from './open-tickets-of-caller.tsx'
import { OpeningNotice } from './opening-notice.tsx'
import { Questions } from './questions.tsx'
import { useUsualGroup } from './use-my-groups.ts'

type Props = {
  start: NewTicketFields
  restored: boolean
  onOpened: (ticket: ReplyOf<typeof openTicket>) => void
  onStartAnew: () => void
}

export function NewTicketForm({ start, restored, onOpened, onStartAnew }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const [form, setForm] = useState(start)
  const [tried, setTried] = useState(false)
  const page = useRef<HTMLFormElement>(null)
  const draft = useDraftKeeper('new-ticket')
  const change = (fields: Partial<NewTicketFields>) => setForm((before) => ({ ...before, ...fields }))
  usePreselectedGroup(form.groupId, (groupId) => change({ groupId }))
  useLayoutEffect(() => {
    if (form !== start && !isEmpty(form)) draft.keep(form)
  }, [form, start, draft.keep])

  const open = useMutation({
    mutationFn: () => call(openTicket, { body: bodyOf(form, me.id) }),
    onSuccess: async (ticket) => {
      await draft.forget()
      queries.setQueryData(keys.ticket(ticket.id), ticket)
      onOpened(ticket)
    },
  })
  const lacks = missing(form)
  const told = open.error instanceof Problem ? open.error.fields : {}
  const lack = (name: keyof typeof lacks) => (tried && lacks[name] ? t(`newTicket.lacks.${name}`) : undefined)
  const save = () => {
    setTried(true)
    if (Object.values(lacks).some(Boolean)) return focusFirstFault(page.current)
    if (!open.isPending) open.mutate()
  }
  const startAnew = async () => {
    await draft.forget()
    onStartAnew()
  }

  return (
    <form
      ref={page}
      className={classes.page}
      noValidate
      onKeyDown={submits}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <header className={classes.head}>
        <h1 className={classes.title}>{t('command.newTicket')}</h1>
        {restored && <span className={classes.restored}>{t('draft.restored')}</span>}
        {!isEmpty(form) && <DraftMark state={draft.state} />}
        {!isEmpty(form) && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void startAnew()}>
            {t('draft.startAnew')}
          </Button>
        )}
      </header>
      <div className={classes.columns}>
        <div className={classes.main}>
          <CallerField
            customerId={form.customerId}
            customer={form.customer}
            fault={lack('customer') ?? told.customer ?? told['customer.email'] ?? told['customer.phone']}
            onChange={change}
            onChosen={() => document.getElementById('new-ticket-description')?.focus()}
          />
          {form.customerId && (
            <OpenTicketsOfCaller customerId={form.customerId} words={form.description} onLeave={draft.forget} />
          )}
          <Textarea
            id="new-ticket-description"
            label={t('field.description')}
            description={t('newTicket.descriptionHint')}
            error={lack('description') ?? told.description}
            autosize
            minRows={5}
            maxRows={16}
            value={form.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
            required
          />
          <Questions categoryId={form.categoryId} answers={form.answers} onChange={change} />
          <TextInput
            label={t('field.subject')}
            description={t('newTicket.subjectHint')}
            error={told.subject}
            value={form.subject}
            maxLength={500}
            placeholder={form.description.trim().split('\n')[0]?.slice(0, 120)}
            onChange={(event) => change({ subject: event.currentTarget.value })}
          />
          <div className={classes.resolved} data-on={form.resolved || undefined}>
            <Switch
              label={t('newTicket.resolved')}
              description={t('newTicket.resolvedHint')}
              checked={form.resolved}
              onChange={(event) => change({ resolved: event.currentTarget.checked })}
            />
            {form.resolved && (
              <Textarea
                label={t('field.solution')}
                autosize
                minRows={2}
                error={lack('solution')}
                value={form.solution}
                onChange={(event) => change({ solution: event.currentTarget.value })}
                required
              />
            )}
          </div>
        </div>
        <Classification form={form} onChange={change} groupFault={lack('group') ?? told.groupId} />
      </div>
      <footer className={classes.foot}>
        {open.error && <ProblemNote>{open.error.message}</ProblemNote>}
        <div className={classes.saving}>
          <OpeningNotice {...form} caller={form.customer} />
          <Button type="submit" size="md" loading={open.isPending} rightSection={<Keys keys="mod+enter" />}>
            {t(form.resolved ? 'newTicket.saveResolved' : 'newTicket.save')}
          </Button>
        </div>
      </footer>
    </form>
  )
}

/** In the form the group is required. */
function usePreselectedGroup(chosen: number | null, choose: (groupId: number) => void) {
  const usual = useUsualGroup()
  useEffect(() => {
    if (chosen === null && usual) choose(usual.id)
    // Chosen once, when the groups are known.
  }, [usual?.id])
}

function focusFirstFault(form: HTMLFormElement | null) {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error] input')?.focus())
}
