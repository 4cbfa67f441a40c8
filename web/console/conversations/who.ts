import type { Interaction } from './data.ts'

/** Who of us said it: an agent; or the desk by itself, by the name that customers read above its mails. */
export const ourName = ({ author, from }: Pick<Interaction, 'author' | 'from'>): string | undefined =>
  author?.kind === 'agent' ? author.name : (from?.name ?? from?.address ?? author?.name)

type Named = { name: string | null; address: string | null }

/** What a stranger is called: by the name the desk believes them (it gives none that reads like an address), else by their address. */
export const nameShown = ({ name, address }: Named): string | null => name ?? address
