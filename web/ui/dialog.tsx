import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** What is asked or shown over the page, for as long as it is mounted. When it goes, the keyboard is where it was. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const { t } = useTranslation()
  useFocusBack()
  return <Modal opened closeButtonProps={{ 'aria-label': t('do.close') }} {...props} />
}

/** The component gives the focus back only where it stays mounted itself. Who has gone on to something else meanwhile stays there. */
function useFocusBack() {
  const [before] = useState(() => whatStays(document.activeElement))
  useEffect(
    () => () =>
      void setTimeout(() => {
        if (document.activeElement === document.body && before?.isConnected) before.focus({ preventScroll: true })
      }),
    [before],
  )
}

/** An entry of a menu goes when it is pressed: the menu's button stays. */
function whatStays(focused: Element | null): HTMLElement | null {
  const menu = focused?.closest('[role="menu"]')
  const kept = menu ? document.querySelector(`[aria-controls="${menu.id}"]`) : focused
  return kept instanceof HTMLElement && kept !== document.body ? kept : null
}
