import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useAdminsOnly } from './use-admins-only.ts'

type Props = { icon?: typeof IconPlus; disabled?: boolean; onClick: () => void; children: ReactNode }

/** One more of what a page of the administration keeps. */
export function AddButton({ icon: Icon = IconPlus, disabled = false, onClick, children }: Props) {
  const refused = useAdminsOnly()
  return (
    <Button leftSection={<Icon size={16} />} disabled={!!refused || disabled} title={refused} onClick={onClick}>
      {children}
    </Button>
  )
}
