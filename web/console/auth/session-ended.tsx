import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queries, whenSessionEnds } from '../../queries.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Asks for the password where one is: what was being written stays on the page. */
export function SessionEnded({ email }: { email: string }) {
  const { t } = useTranslation()
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    whenSessionEnds(() => setEnded(true))
    return () => whenSessionEnds(() => undefined)
  }, [])
  const goOn = () => {
    setEnded(false)
    void queries.invalidateQueries()
  }
  return (
    <Modal
      opened={ended}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('auth.endedTitle')}
    >
      <p>{t('auth.endedText')}</p>
      <SignInForm email={email} onSignedIn={goOn} />
    </Modal>
  )
}
