import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import classes from './choice-menu.module.css'
import { Tip } from './tip.tsx'

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
  opened?: boolean
  onOpenChange?: (opened: boolean) => void
}

/** A value one changes where it stands. Long lists can be typed into. */
export function ChoiceMenu({ label, shown, choices, onChoose, refused, search, hint, opened, onOpenChange }: Props) {
  const [typed, setTyped] = useState('')
  const listed = choices.filter((choice) => fold(choice.label).includes(fold(typed)))
  const target = (
    <UnstyledButton className={classes.target} aria-disabled={!!refused || undefined}>
      <span className={classes.name}>{label}</span>
      <span className={classes.value}>
        {shown}
        {!refused && <IconChevronDown size={14} aria-hidden />}
      </span>
    </UnstyledButton>
  )
  if (refused) return <Tip label={refused}>{target}</Tip>
  return (
    <Menu position="bottom-start" width={250} {...(onOpenChange && { opened: !!opened, onChange: onOpenChange })}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>
        {hint && <Menu.Label className={classes.hint}>{hint}</Menu.Label>}
        {search && choices.length > 7 && (
          <Menu.Search
            placeholder={search}
            aria-label={search}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {listed.map((choice) => (
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
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
