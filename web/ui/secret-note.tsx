import { Button, CopyButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './secret-note.module.css'

/** What is shown once: to be copied now, for it will not be shown again. */
export function SecretNote({ children, secret }: { children: ReactNode; secret: string }) {
  const { t } = useTranslation()
  return (
    <div className={classes.note} role="status">
      <p>{children}</p>
      <code>{secret}</code>
      <CopyButton value={secret}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy}>
            {t(copied ? 'do.copied' : 'do.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
