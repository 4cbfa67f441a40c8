import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { SignInForm } from './sign-in-form.tsx'

export function SessionEndedDialog({ email, onSignedIn }: { email: string; onSignedIn: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('auth.endedTitle')}
    >
      <p>{t('auth.endedText')}</p>
      <SignInForm email={email} onSignedIn={onSignedIn} />
    </Dialog>
  )
}
