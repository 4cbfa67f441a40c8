import {
  cloneElement,
  type FocusEvent,
  type HTMLAttributes,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import classes from './tip.module.css'

const DELAY = 350
const GAP = 5

type Props = { label: ReactNode; disabled?: boolean; children: ReactElement<HTMLAttributes<Element>> }

/** What something is, said to whoever points at it or comes to it by keyboard. There are dozens on a page: until then it is nothing. */
export function Tip({ label, disabled, children }: Props) {
  const [target, setTarget] = useState<Element>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const id = useId()
  const hide = () => {
    clearTimeout(timer.current)
    setTarget(undefined)
  }
  const onPointerEnter = ({ currentTarget, pointerType }: PointerEvent) => {
    if (pointerType === 'mouse') timer.current = setTimeout(() => setTarget(currentTarget), DELAY)
  }
  const onFocus = ({ currentTarget }: FocusEvent) => {
    if (currentTarget.matches(':focus-visible')) setTarget(currentTarget)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const shown = target && !disabled
  return (
    <>
      {cloneElement(children, {
        onPointerEnter,
        onPointerLeave: hide,
        onPointerDown: hide,
        onFocus,
        onBlur: hide,
        ...(shown && { 'aria-describedby': id }),
      })}
      {shown && (
        <Bubble id={id} target={target} onGone={hide}>
          {label}
        </Bubble>
      )}
    </>
  )
}

type BubbleProps = { id: string; target: Element; onGone: () => void; children: ReactNode }

/** Above what it explains, else below, never outside the window; Escape puts it away (WCAG 1.4.13). */
function Bubble({ id, target, onGone, children }: BubbleProps) {
  const bubble = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { style, offsetWidth, offsetHeight } = bubble.current!
    const at = target.getBoundingClientRect()
    const above = at.top - offsetHeight - GAP
    const middle = at.left + (at.width - offsetWidth) / 2
    style.top = `${above > GAP ? above : at.bottom + GAP}px`
    style.left = `${Math.max(GAP, Math.min(middle, document.documentElement.clientWidth - offsetWidth - GAP))}px`
  })
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && onGone()
    window.addEventListener('keydown', onKey)
    window.addEventListener('scroll', onGone, true)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('scroll', onGone, true)
    }
  })
  return createPortal(
    <div ref={bubble} id={id} role="tooltip" className={classes.bubble}>
      {children}
    </div>,
    document.body,
  )
}
