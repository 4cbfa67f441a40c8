import { useEffect, useEffectEvent } from 'react'

type Request = { ticketId: number; then: (categoryId: number) => void }

const bell = new EventTarget()

/** The category is to be chosen, in the head of its ticket; what waited for it goes on once it is saved. */
export const chooseCategoryFirst = (request: Request) =>
  bell.dispatchEvent(new CustomEvent('category', { detail: request }))

export function useCategoryRequests(ticketId: number, take: (request: Request) => void) {
  const hear = useEffectEvent((event: Event) => {
    const { detail } = event as CustomEvent<Request>
    if (detail.ticketId === ticketId) take(detail)
  })
  useEffect(() => {
    bell.addEventListener('category', hear)
    return () => bell.removeEventListener('category', hear)
  }, [])
}
