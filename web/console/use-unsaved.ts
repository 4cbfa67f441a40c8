import { useBlocker } from '@tanstack/react-router'
import { useEffect, useId } from 'react'
import { useTranslation } from 'react-i18next'

const unsavedForms = new Set<string>()

/** Whoever leaves a page with something unsaved is asked first: once, however many forms the page has. */
export function useUnsaved(unsaved: boolean) {
  const { t } = useTranslation()
  const form = useId()
  useEffect(() => {
    if (!unsaved) return
    unsavedForms.add(form)
    return () => void unsavedForms.delete(form)
  }, [unsaved, form])
  const asks = () => unsaved && unsavedForms.values().next().value === form
  useBlocker({
    shouldBlockFn: () => asks() && !window.confirm(t('do.leaveUnsaved')),
    enableBeforeUnload: () => unsaved,
    disabled: !unsaved,
  })
}
