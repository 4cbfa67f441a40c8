import { lazyRouteComponent } from '@tanstack/react-router'
import { type ComponentType, lazy } from 'react'

/** A part of a page that is fetched when it is wanted. */
export function part<Parts, Name extends keyof Parts>(load: () => Promise<Parts>, name: Name) {
  // biome-ignore lint/suspicious/noExplicitAny: whatever it takes, its own type says
  return lazy(async () => ({ default: (await patiently(load))[name] as Extract<Parts[Name], ComponentType<any>> }))
}

/** A page that is fetched when one goes there. */
export const page: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => patiently(load), name)

const PATIENCE = 3000

/**
 * Where the desk cannot be reached, what is fetched is waited for: a failure would take down the page around it, with what is written there.
 * What a desk that answers does not have is gone, and told as it was.
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    if (await answers()) throw error
  }
  await new Promise((wake) => setTimeout(wake, PATIENCE))
  return patiently(load)
}

const answers = () =>
  fetch('/health', { cache: 'no-store' }).then(
    () => true,
    () => false,
  )
