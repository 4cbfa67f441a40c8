import { useEffect, useRef, useState } from 'react'

/**
 * For what is fetched when it is first opened, together with the button it hangs on: that button takes the focus of the one that was
 * pressed and is gone, and only then it opens, so that closing leads back to where one was.
 */
export function useOpensLate(opened: boolean) {
  const target = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (opened && document.activeElement === document.body) target.current?.focus()
    setOpen(opened)
  }, [opened])
  return { open, target }
}
