import type { Interaction } from './data.ts'

/** Who of us said it: an agent; or the desk by itself, by the name that customers read above its mails. */
export const ourName = ({ author, from }: Pick<Interaction, 'author' | 'from'>): string | undefined =>
  author?.kind === 'agent' ? author.name : (from?.name ?? author?.name)

type Named = { name: string | null; address: string | null }

/** What a stranger is called. A name that reads like an address would pass for somebody else's: then it is the address they wrote from. */
export const nameShown = ({ name, address }: Named): string | null =>
  name && !(address && /[^\s@]@[^\s@]/.test(name.normalize('NFKC'))) ? name : address
