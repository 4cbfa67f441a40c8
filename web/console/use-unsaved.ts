import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** Whoever leaves a page with something unsaved is asked first. */
export function useUnsaved(unsaved: boolean) {
  const { t } = useTranslation()
  useBlocker({
    shouldBlockFn: () => unsaved && !window.confirm(t('do.leaveUnsaved')),
    enableBeforeUnload: () => unsaved,
    disabled: !unsaved,
  })
}
