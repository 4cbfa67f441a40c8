import type { NotificationData } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { Suspense, useEffect, useState } from 'react'
import { sayInUse } from '../i18n.ts'
import { part, patiently } from '../parts.ts'
import classes from './notices.module.css'

const loadNotices = () => import('@mantine/notifications')
const Notifications = part(loadNotices, 'Notifications')
const QUIET = 2500
let wanted: () => void = () => undefined

/** Where notices appear. It is fetched when there is something to say, or nothing else to do: the page comes first. */
export function NoticePlace() {
  const [there, setThere] = useState(false)
  useEffect(() => {
    wanted = () => setThere(true)
    const timer = setTimeout(wanted, QUIET)
    return () => clearTimeout(timer)
  }, [])
  return (
    there && (
      <Suspense>
        <Notifications position="bottom-left" limit={3} classNames={{ root: classes.place! }} />
      </Suspense>
    )
  )
}

/** Says something in passing. */
export async function notify(notice: NotificationData) {
  wanted()
  const { notifications } = await patiently(loadNotices)
  notifications.show({ ...notice, closeButtonProps: { 'aria-label': sayInUse('do.close') } })
}

export async function takeBack(id: string) {
  const { notifications } = await patiently(loadNotices)
  notifications.hide(id)
}

/** What failed, said in passing; where a form is open, it says it itself. */
export function sayProblem(error: Error, notice?: Partial<NotificationData>) {
  void notify({
    message: error.message,
    color: 'red',
    icon: <IconAlertTriangle size={18} />,
    autoClose: 9000,
    role: 'alert',
    ...notice,
  })
}

/** Why a key did nothing. */
export function sayRefusal(why: string) {
  void notify({ message: why, color: 'gray', autoClose: 6000, role: 'status' })
}

export function sayDone(message: string) {
  void notify({
    message,
    icon: <IconCheck size={18} />,
    autoClose: 4000,
    role: 'status',
  })
}
