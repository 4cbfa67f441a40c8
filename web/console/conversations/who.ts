import type { Interaction } from './data.ts'

/** Who of us said it: an agent; or the desk by itself, by the name that customers read above its mails. */
export const ourName = ({ author, from }: Pick<Interaction, 'author' | 'from'>): string | undefined =>
  author?.kind === 'agent' ? author.name : (from?.name ?? author?.name)
