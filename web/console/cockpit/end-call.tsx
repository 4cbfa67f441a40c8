import { Button, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPhoneOff } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endCall, WRAP_UP_OUTCOMES } from '../../../server/conversations/calls.contract.ts'
import { call as ask, Problem } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { fromLocalField } from '../../moments.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Keys } from '../../ui/keys.tsx'
import { MomentField } from '../../ui/moment-field.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useCommands } from '../commands.ts'
import { KeyOf } from '../key-of.tsx'
import { useGroups } from '../settings.ts'
import { type Call, showCall } from './data.ts'
import classes from './end-call.module.css'

type Outcome = (typeof WRAP_UP_OUTCOMES)[number]
type Props = { call: Call; label?: string; refused?: string | undefined; before?: () => Promise<unknown> }

/** Every call ends with one short outcome: a digit chooses it. */
export function EndCall({ call, label, refused, before }: Props) {
  const { t } = useTranslation()
  const [opened, dialog] = useDisclosure(false)
  useCommands(
    refused
      ? []
      : [{ id: 'end-call', section: 'ticket', label: label ?? t('cockpit.end'), keys: 'mod+e', run: dialog.open }],
  )
  return (
    <>
      <Button
        size="md"
        variant="default"
        leftSection={<IconPhoneOff size={17} />}
        rightSection={<KeyOf command="end-call" keys="mod+e" />}
        disabled={!!refused}
        title={refused}
        onClick={dialog.open}
      >
        {label ?? t('cockpit.end')}
      </Button>
      {opened && <EndDialog call={call} before={before} onClose={dialog.close} />}
    </>
  )
}

function EndDialog({ call, before, onClose }: Pick<Props, 'call' | 'before'> & { onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [callingBack, setCallingBack] = useState(false)
  const [at, setAt] = useState('')
  const refused = useRefusals(call)
  const end = useMutation({
    mutationFn: async (outcome: Outcome) => {
      await before?.()
      const callbackAt = outcome === 'callback' ? fromLocalField(at, formats.zone)?.toISOString() : undefined
      return ask(endCall, { params: { id: call.id }, body: { outcome, callbackAt } })
    },
    onSuccess: (ended) => {
      showCall(ended)
      onClose()
    },
  })
  const choose = (outcome: Outcome) => {
    if (refused(outcome)) return
    if (outcome === 'callback' && !callingBack) setCallingBack(true)
    else end.mutate(outcome)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const outcome = WRAP_UP_OUTCOMES[Number(event.key) - 1]
    if (event.target instanceof HTMLInputElement || !outcome || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    choose(outcome)
  }
  const faults = end.error instanceof Problem ? end.error.fields : {}
  return (
    <Dialog onClose={onClose} title={t('cockpit.howEnded')}>
      <Stack gap="xs" onKeyDown={onKeyDown}>
        {end.error && <ProblemNote>{faults.number ?? end.error.message}</ProblemNote>}
        {WRAP_UP_OUTCOMES.map((outcome, place) => (
          <Button
            key={outcome}
            variant={outcome === 'callback' && callingBack ? 'light' : 'default'}
            justify="space-between"
            className={classes.outcome}
            disabled={!!refused(outcome)}
            title={refused(outcome)}
            data-autofocus={place === 3 || undefined}
            rightSection={<Keys keys={String(place + 1)} />}
            onClick={() => choose(outcome)}
          >
            {t(`cockpit.outcome.${outcome}`)}
          </Button>
        ))}
        {refused('ticket_created') && <p className={classes.hint}>{t('cockpit.needsTicket')}</p>}
        {callingBack && (
          <form
            className={classes.callback}
            onSubmit={(event) => {
              event.preventDefault()
              end.mutate('callback')
            }}
          >
            <MomentField
              label={t('cockpit.callbackAt')}
              required
              error={faults.callbackAt}
              value={at}
              onChange={setAt}
            />
            <Button type="submit" mt="sm" loading={end.isPending}>
              {t('cockpit.endCallback')}
            </Button>
          </form>
        )}
      </Stack>
    </Dialog>
  )
}

/** Why an outcome cannot be chosen: it speaks of a ticket, and there is none. */
function useRefusals(call: Call) {
  const { t } = useTranslation()
  const recordOnly = useGroups().find(({ id }) => id === call.group?.id)?.callRecordOnly ?? false
  return (outcome: Outcome): string | undefined => {
    const speaksOfTicket = outcome === 'ticket_created' || outcome === 'added' || (outcome === 'solved' && !recordOnly)
    return speaksOfTicket && !call.ticketId ? t('cockpit.needsTicket') : undefined
  }
}
