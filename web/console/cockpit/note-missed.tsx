import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPhoneOff } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { startCall } from '../../../server/conversations/calls.contract.ts'
import { call as ask } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { showCall } from './data.ts'

/** A call that was missed is written down by hand where no telephone system does it. */
export function NoteMissed() {
  const { t } = useTranslation()
  const [opened, dialog] = useDisclosure(false)
  const [number, setNumber] = useState('')
  const save = useMutation({
    mutationFn: () => ask(startCall, { body: { number: number.trim(), result: 'no_answer' } }),
    onSuccess: (made) => {
      showCall(made)
      setNumber('')
      dialog.close()
    },
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <>
      <Button variant="default" leftSection={<IconPhoneOff size={16} />} onClick={dialog.open}>
        {t('calls.noteMissed')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('calls.noteMissed')}
        closeButtonProps={{ 'aria-label': t('do.close') }}
      >
        <form onSubmit={onSubmit}>
          <Stack gap="sm">
            {save.error && <ProblemNote>{save.error.message}</ProblemNote>}
            <TextInput
              label={t('field.phone')}
              type="tel"
              required
              data-autofocus
              value={number}
              onChange={(event) => setNumber(event.currentTarget.value)}
            />
            <Button type="submit" loading={save.isPending}>
              {t('do.save')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
