import { type ComponentProps, useState } from 'react'

/**
 * Every button of ours: whoever pressed it by keyboard stays on it while it works, and where it has nothing to do any more. The browser
 * takes the keyboard from what is disabled, and leaves it nowhere.
 */
export function StayingButton({
  type = 'button',
  disabled,
  onClick,
  onFocus,
  onBlur,
  ...props
}: ComponentProps<'button'>) {
  const [focused, setFocused] = useState(false)
  const rests = disabled && focused
  return (
    <button
      type={type}
      disabled={disabled && !rests}
      onClick={rests ? (event) => event.preventDefault() : onClick}
      onFocus={(event) => {
        setFocused(true)
        onFocus?.(event)
      }}
      onBlur={(event) => {
        // Who only looks into another window is still on it.
        setFocused(document.activeElement === event.currentTarget)
        onBlur?.(event)
      }}
      {...props}
      {...(rests && { 'aria-disabled': true })}
    />
  )
}
