import { Button, Textarea } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useCommands } from '../commands.ts'
import { DraftMark } from '../conversations/draft-mark.tsx'
import { KeyOf } from '../key-of.tsx'
import { OpenAndCompleted } from '../tickets/open-and-completed.tsx'
import { OpeningNotice } from '../tickets/opening-notice.tsx'
import { Checklist } from './checklist.tsx'
import classes from './cockpit.module.css'
import { type Call, useScript } from './data.ts'
import { EndCall } from './end-call.tsx'
import { Likely } from './likely.tsx'
import { Phrase } from './phrase.tsx'
import { Urgency } from './urgency.tsx'
import { useTalking } from './use-talking.ts'
import { Who } from './who.tsx'

type Props = { call: Call; onBound: () => void; onBack: (() => void) | undefined }
const NOTES = 'call-notes'

/** T2–T7, L1, L2: from the greeting to the ticket, without a mouse and without a way that ends nowhere. */
export function Talking({ call, onBound, onBack }: Props) {
  const { t } = useTranslation()
  const talk = useTalking(call, onBound)
  const { form, notes, change, lack } = talk
  const script = useScript(call)
  const page = useRef<HTMLFormElement>(null)
  const known = call.customer?.id
  // Whoever is known is no longer asked for: what they say comes next.
  useEffect(() => {
    if (known) document.getElementById(NOTES)?.focus()
  }, [known])
  const submit = () => {
    if (!talk.submit()) requestAnimationFrame(() => focusFirstFault(page.current))
  }
  const solve = () => {
    talk.setSolving(!form.solving)
    requestAnimationFrame(() => document.getElementById(form.solving ? NOTES : 'call-solution')?.focus())
  }
  useCommands([
    { id: 'call-save', section: 'ticket', label: t(talk.submitLabel), keys: 'mod+enter', run: submit },
    { id: 'call-solve', section: 'ticket', label: t('cockpit.solve'), keys: 'mod+s', run: solve },
  ])
  return (
    <form
      ref={page}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className={classes.columns}>
        <div className={classes.main}>
          <Phrase label={t('cockpit.greeting')} text={script?.greeting} />
          <Who
            call={call}
            caller={form.caller}
            fault={lack('customer')}
            saving={talk.creating}
            onChoose={talk.chooseCustomer}
            onWrite={(caller) => change({ caller })}
            onCreate={talk.createCustomer}
          />
          {known && <OpenAndCompleted customerId={known} adding={talk.adding} onAdd={talk.addTo} />}
          <Textarea
            id={NOTES}
            label={t('cockpit.notes')}
            description={t('cockpit.notesHint')}
            error={lack('notes')}
            autosize
            minRows={6}
            maxRows={18}
            value={notes}
            onChange={(event) => talk.write(event.currentTarget.value)}
            inputContainer={(field) => (
              <>
                {field}
                <span className={classes.kept}>
                  <DraftMark state={talk.kept} />
                </span>
              </>
            )}
          />
          <Checklist categoryId={form.categoryId} answers={form.answers} technical={talk.technical} onChange={change} />
          {form.solving && (
            <div className={classes.solving}>
              <Textarea
                id="call-solution"
                label={t('cockpit.solution')}
                description={t('cockpit.solutionHint')}
                autosize
                minRows={3}
                maxRows={12}
                error={lack('solution')}
                value={form.solution}
                onChange={(event) => change({ solution: event.currentTarget.value })}
                required
              />
            </div>
          )}
        </div>
        <div className={classes.aside}>
          <Likely notes={notes} categoryId={form.categoryId} onUse={talk.useSolution} />
          <Urgency
            form={form}
            notes={notes}
            technical={talk.technical}
            groupId={talk.groupId}
            groupFault={lack('group')}
            onChange={change}
          />
        </div>
      </div>
      <footer className={classes.foot}>
        {talk.error && <ProblemNote>{talk.error.message}</ProblemNote>}
        <OpeningNotice
          customerId={known ?? null}
          caller={form.caller}
          groupId={talk.opens ? talk.groupId : null}
          channel="phone"
          resolved={form.solving}
        />
        <div className={classes.actions}>
          <Button
            type="submit"
            size="md"
            loading={talk.saving}
            rightSection={<KeyOf command="call-save" keys="mod+enter" />}
          >
            {t(talk.submitLabel)}
          </Button>
          <Button size="md" variant="light" onClick={solve} rightSection={<KeyOf command="call-solve" keys="mod+s" />}>
            {t(form.solving ? 'cockpit.notSolved' : 'cockpit.solve')}
          </Button>
          {onBack && (
            <Button size="md" variant="default" onClick={onBack}>
              {t('cockpit.backToNumber')}
            </Button>
          )}
          <EndCall call={call} before={talk.finish} />
        </div>
      </footer>
    </form>
  )
}

function focusFirstFault(form: HTMLFormElement | null) {
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error] input')?.focus()
}
