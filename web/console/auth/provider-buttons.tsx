import { Button } from '@mantine/core'
import { IconBuilding } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { linkIdentity, visitProvider } from '../../../server/auth/providers.contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { confirmed } from './confirming.tsx'

/** To the company's identity server, and back to where one was. */
export function ProviderButtons({
  providers,
  back,
}: {
  providers: { id: number; name: string }[]
  back?: string | undefined
}) {
  const { t } = useTranslation()
  const leave = useMutation({
    mutationFn: (id: number) => call(visitProvider, { params: { id }, body: back ? { back } : {} }),
    onSuccess: ({ url }) => window.location.assign(url),
  })
  return (
    <>
      {leave.error && <ProblemNote>{leave.error.message}</ProblemNote>}
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          variant="default"
          leftSection={<IconBuilding size={16} />}
          loading={leave.isPending && leave.variables === id}
          onClick={() => leave.mutate(id)}
        >
          {t('auth.byProvider', { name })}
        </Button>
      ))}
    </>
  )
}

/** The same for somebody who is in: to link who they are there, or to prove by it who they are here. */
export function useProviderVisit(purpose: 'link' | 'confirm') {
  return useMutation({
    mutationFn: (providerId: number) => {
      const leave = () => call(linkIdentity, { body: { providerId, purpose } })
      return purpose === 'link' ? confirmed(leave) : leave()
    },
    onSuccess: ({ url }) => window.location.assign(url),
  })
}
