import { createContext } from 'react'
import type { Caller } from '../customers/caller-field.tsx'

/** Asks whose the ticket is, from wherever on its page one is; with somebody chosen already where there is a proposal. */
export const ChangingCustomerContext = createContext<(proposed?: Caller) => void>(() => undefined)
