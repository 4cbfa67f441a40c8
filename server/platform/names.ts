import { resolve } from 'node:dns/promises'

/** Asks the name service (DNS). Tests hand in a table instead. */
export type Resolver = (name: string, type: string) => Promise<string[] | string[][]>

export const askNames: Resolver = (name, type) => resolve(name, type) as Promise<string[] | string[][]>
