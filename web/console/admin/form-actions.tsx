import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  editing: { unsaved: boolean; saving: { isPending: boolean }; discard: () => void }
  /** Of something there is not yet: nothing to go back to, but it can be left. */
  onCancel?: (() => void) | undefined
  refused?: string | undefined
  children?: ReactNode
}

/** What a form in a page ends in. */
export function FormActions({ editing: { unsaved, saving, discard }, onCancel, refused, children }: Props) {
  const { t } = useTranslation()
  return (
    <Group>
      <Button type="submit" disabled={!!refused || !(unsaved || onCancel)} title={refused} loading={saving.isPending}>
        {t('do.save')}
      </Button>
      {unsaved && !onCancel && (
        <Button variant="default" onClick={discard}>
          {t('do.discard')}
        </Button>
      )}
      {onCancel && (
        <Button variant="default" onClick={onCancel}>
          {t('do.cancel')}
        </Button>
      )}
      {children}
    </Group>
  )
}
