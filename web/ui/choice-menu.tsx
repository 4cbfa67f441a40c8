import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import classes from './choice-menu.module.css'
import { Tip } from './tip.tsx'
import { fold, useTypeAhead } from './type-ahead.ts'

export type Choice = {
  value: string
  label: string
  picture?: ReactNode
  chosen?: boolean
  /** Why it cannot be chosen now: read by everybody, the entry stays where it is. */
  refused?: string | undefined
}
type Props = {
  label: string
  shown: ReactNode
  choices: Choice[]
  onChoose: (value: string) => void
  /** Why none can be chosen. */
  refused?: string | undefined
  search?: string | undefined
  /** What it is chosen for, where something else waits for it. */
  hint?: string | undefined
  /** Put away by whoever has no room for all, unless it is open. */
  seldom?: boolean
  opened?: boolean
  onOpenChange?: (opened: boolean) => void
}

/** A value one changes where it stands. Long lists have a field to type into; in short ones the first letters lead to the entry. */
export function ChoiceMenu({
  label,
  shown,
  choices,
  onChoose,
  refused,
  search,
  hint,
  seldom,
  opened,
  onOpenChange,
}: Props) {
  const [typed, setTyped] = useState('')
  const typeAhead = useTypeAhead()
  const listed = choices.filter((choice) => fold(choice.label).includes(fold(typed)))
  const target = (
    <UnstyledButton className={classes.target} data-seldom={seldom} aria-disabled={!!refused || undefined}>
      <span className={classes.name}>{label}</span>
      <span className={classes.value}>
        {shown}
        {!refused && <IconChevronDown size={14} aria-hidden />}
      </span>
    </UnstyledButton>
  )
  const searched = !!search && choices.length > 7
  const items = listed.map((choice) => (
    <Menu.Item
      key={choice.value}
      leftSection={choice.picture}
      rightSection={choice.chosen && <IconCheck size={16} aria-hidden />}
      aria-current={choice.chosen || undefined}
      aria-disabled={!!choice.refused || undefined}
      data-refused={!!choice.refused || undefined}
      closeMenuOnClick={!choice.refused}
      onClick={() => !choice.refused && !choice.chosen && onChoose(choice.value)}
    >
      {choice.label}
      {choice.refused && <span className={classes.why}>{choice.refused}</span>}
    </Menu.Item>
  ))
  if (refused) return <Tip label={refused}>{target}</Tip>
  return (
    <Menu position="bottom-start" width={250} {...(onOpenChange && { opened: !!opened, onChange: onOpenChange })}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown className={classes.dropdown} ref={searched ? asDialog : undefined} {...(!searched && typeAhead)}>
        {hint && <Menu.Label className={classes.hint}>{hint}</Menu.Label>}
        {searched && (
          <Menu.Search
            placeholder={search}
            aria-label={search}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={takeFirst}
          />
        )}
        {searched ? (
          <div role="menu" aria-label={label}>
            {items}
          </div>
        ) : (
          items
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** A menu holds nothing but its entries: with a field in it, it is a dialog with a menu. The component knows only menus. */
function asDialog(dropdown: HTMLElement | null) {
  dropdown?.setAttribute('role', 'dialog')
  dropdown?.removeAttribute('aria-orientation')
}

/** Who has typed until the one meant stands first takes it with Enter. */
function takeFirst(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || !event.currentTarget.value.trim()) return
  const menu = event.currentTarget.closest('[data-menu-dropdown]')
  // What the arrows stand on is taken already.
  if (menu?.querySelector('[data-menu-active]')) return
  event.preventDefault()
  menu?.querySelector<HTMLElement>('[role="menuitem"]:not([aria-disabled])')?.click()
}
