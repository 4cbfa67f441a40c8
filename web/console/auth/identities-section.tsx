import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { unlinkIdentity } from '../../../server/auth/providers.contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { PageSection } from '../page.tsx'
import { useProviderVisit } from './provider-buttons.tsx'
import { type Doors, useDoor } from './use-door.ts'

/** Who I am at the company's identity server: linked by my own hand. */
export function Identities({ doors }: { doors: Doors }) {
  const { t } = useTranslation()
  const link = useProviderVisit('link')
  const unlink = useDoor((id: number) => call(unlinkIdentity, { params: { id } }))
  if (!doors.identities.length && !doors.providers.length) return null
  const problem = link.error ?? unlink.error
  return (
    <PageSection title={t('security.identities')} lead={t('security.identitiesLead')}>
      {problem && <ProblemNote>{problem.message}</ProblemNote>}
      {doors.identities.map((identity) => (
        <Group key={identity.id} mb="sm">
          <span>
            <strong>{identity.provider}</strong> {identity.email} · <When at={identity.linkedAt} as="short" />
          </span>
          <Button size="compact-sm" variant="default" onClick={() => unlink.mutate(identity.id)}>
            {t('security.unlink')}
          </Button>
        </Group>
      ))}
      {doors.providers.map((provider) => (
        <Button key={provider.id} variant="default" loading={link.isPending} onClick={() => link.mutate(provider.id)}>
          {t('security.link', { name: provider.name })}
        </Button>
      ))}
    </PageSection>
  )
}
