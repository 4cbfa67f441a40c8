import { lazyRouteComponent } from '@tanstack/react-router'
import { type ComponentType, lazy } from 'react'
import { Missing } from './console/faults.tsx'
import { liveState } from './live.ts'

/** A part of a page that is fetched when it is wanted; where it is gone, that is said in its place, and the page around it stays. */
export function part<Parts, Name extends keyof Parts>(load: () => Promise<Parts>, name: Name) {
  // biome-ignore lint/suspicious/noExplicitAny: whatever it takes, its own type says
  type Part = Extract<Parts[Name], ComponentType<any>>
  return lazy(() =>
    patiently(load).then(
      (parts) => ({ default: parts[name] as Part }),
      () => ({ default: Missing as ComponentType as Part }),
    ),
  )
}

/** A page that is fetched when one goes there. */
export const page: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => patiently(load), name)

const PATIENCE = 3000

/** By what fetches it: what is here need not be waited for. */
const here = new WeakMap<() => Promise<unknown>, unknown>()

/** Waits for the desk before it is asked: a browser does not ask a second time for a part that it could not get. */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  if (here.has(load)) return here.get(load) as T
  while (await isCutOff()) await new Promise((wake) => setTimeout(wake, PATIENCE))
  const parts = await load()
  here.set(load, parts)
  return parts
}

const isCutOff = async () => !(navigator.onLine && liveState.now()) && !(await answers())

const answers = () =>
  fetch('/health', { cache: 'no-store' }).then(
    () => true,
    () => false,
  )
