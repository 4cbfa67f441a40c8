import type { Context } from '../context.ts'

/** Every console has people, groups and their settings at hand: those that show them look again. */
export async function announceSettings(ctx: Context) {
  ctx.announced.push({ topic: 'settings' })
}
