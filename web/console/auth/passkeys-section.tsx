import { Button, Table, TextInput, VisuallyHidden } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removePasskey } from '../../../server/auth/factors.contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { PageSection } from '../page.tsx'
import { makePasskey, passkeysHere } from './passkeys.ts'
import { NewCodes } from './recovery-codes-section.tsx'
import { type Doors, useDoor } from './use-door.ts'

/** Finger, face or the code of a device instead of the password. Several may be kept, each under its name. */
export function Passkeys({ doors }: { doors: Doors }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const make = useDoor(makePasskey)
  const remove = useDoor((id: number) => call(removePasskey, { params: { id } }))
  const possible = doors.passkeysPossible && passkeysHere()
  const problem = make.error ?? remove.error
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    make.mutate(name.trim(), { onSuccess: () => setName('') })
  }
  return (
    <PageSection title={t('security.passkeys')} lead={t('security.passkeysLead')} wide>
      {problem && <ProblemNote>{problem.message}</ProblemNote>}
      {make.data?.recoveryCodes && <NewCodes codes={make.data.recoveryCodes} />}
      {doors.passkeys.length > 0 && (
        <WideTable label={t('security.passkeys')} minWidth={440} stacks>
          <Table mb="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('field.name')}</Table.Th>
                <Table.Th>{t('field.createdAt')}</Table.Th>
                <Table.Th>{t('account.seen')}</Table.Th>
                <Table.Th data-acts>
                  <VisuallyHidden>{t('do.remove')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {doors.passkeys.map((passkey) => (
                <Table.Tr key={passkey.id}>
                  <Table.Td>{passkey.name}</Table.Td>
                  <Table.Td data-label={t('field.createdAt')}>
                    <When at={passkey.createdAt} as="short" />
                  </Table.Td>
                  <Table.Td data-label={t('account.seen')}>
                    {passkey.usedAt ? <When at={passkey.usedAt} /> : t('security.never')}
                  </Table.Td>
                  <Table.Td data-acts>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('security.passkeyRemove', { name: passkey.name })}
                      onClick={() => remove.mutate(passkey.id)}
                    >
                      {t('do.remove')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      <form onSubmit={onSubmit}>
        <TextInput
          label={t('security.passkeyName')}
          description={t(possible ? 'security.passkeyNameHint' : 'security.passkeysImpossible')}
          required
          disabled={!possible}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!possible || !name.trim()} loading={make.isPending}>
          {t('security.passkeyAdd')}
        </Button>
      </form>
    </PageSection>
  )
}
