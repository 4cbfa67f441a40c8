import { UnstyledButton, type UnstyledButtonProps } from '@mantine/core'
import { type ButtonHTMLAttributes, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { part } from '../../parts.ts'
import { Face } from '../../ui/face.tsx'
import { useMe } from './me.ts'
import classes from './user-menu.module.css'

const UserMenuItems = part(() => import('./user-menu-items.tsx'), 'UserMenuItems')

/** One's own menu; what is in it comes when it is first opened. */
export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const [used, setUsed] = useState(false)
  const closed = <UserButton aria-haspopup="menu" aria-expanded={false} onClick={() => setUsed(true)} />
  if (!used) return closed
  return (
    <Suspense fallback={closed}>
      <UserMenuItems onShortcuts={onShortcuts} />
    </Suspense>
  )
}

type Props = UnstyledButtonProps & ButtonHTMLAttributes<HTMLButtonElement>

export function UserButton(props: Props) {
  const { t } = useTranslation()
  const me = useMe()
  return (
    <UnstyledButton className={classes.target} aria-label={t('shell.userMenu', { name: me.name })} {...props}>
      <Face name={me.name} size={28} quiet />
    </UnstyledButton>
  )
}
