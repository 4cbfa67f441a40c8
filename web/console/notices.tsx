import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { sayInUse } from '../i18n.ts'

/** What failed, said in passing; where a form is open, it says it itself. */
export function sayProblem(error: Error) {
  notifications.show({
    message: error.message,
    color: 'red',
    icon: <IconAlertTriangle size={18} />,
    autoClose: 9000,
    role: 'alert',
    closeButtonProps: closing(),
  })
}

/** Why a key did nothing. */
export function sayRefusal(why: string) {
  notifications.show({ message: why, color: 'gray', autoClose: 6000, role: 'status', closeButtonProps: closing() })
}

export function sayDone(message: string) {
  notifications.show({
    message,
    icon: <IconCheck size={18} />,
    autoClose: 4000,
    role: 'status',
    closeButtonProps: closing(),
  })
}

/** The name of the little cross, in the language just spoken. */
export const closing = () => ({ 'aria-label': sayInUse('do.close') })
