import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'

/** What failed, said in passing; where a form is open, it says it itself. */
export function sayProblem(error: Error) {
  notifications.show({
    message: error.message,
    color: 'red',
    icon: <IconAlertTriangle size={18} />,
    autoClose: 9000,
    role: 'alert',
  })
}

export function sayDone(message: string) {
  notifications.show({ message, icon: <IconCheck size={18} />, autoClose: 4000, role: 'status' })
}
