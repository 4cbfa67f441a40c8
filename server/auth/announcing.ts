import type { Context } from '../context.ts'

/** Every console has people, groups and their settings at hand: those that show them look again, once for all that was saved together. */
export async function announceSettings({ announced }: Context) {
  if (!announced.some(({ topic }) => topic === 'settings')) announced.push({ topic: 'settings' })
}
