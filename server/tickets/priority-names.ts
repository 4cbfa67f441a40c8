import type { Context } from '../context.ts'
import { LANGUAGES, type Language } from '../platform/i18n.ts'
import { PRIORITIES, type Priority } from './contract.ts'

export type NamesOfPriorities = Partial<Record<Priority, Partial<Record<Language, string>>>>

/** What the company calls the four priorities, where it calls them otherwise than everybody. */
export async function ownPriorityNames({ db }: Pick<Context, 'db'>): Promise<NamesOfPriorities> {
  const row = await db.selectFrom('settings').select('value').where('id', '=', 'priorities').executeTakeFirst()
  return (row?.value ?? {}) as NamesOfPriorities
}

/** The four in order, each by the name the reader knows, the company's own names and the common ones. */
export async function priorities(ctx: Context) {
  const own = await ownPriorityNames(ctx)
  return PRIORITIES.map((priority) => {
    const names = inEach((language) => own[priority]?.[language] ?? '')
    const commonNames = inEach((language) => ctx.voice(language)(`priority.${priority}`))
    return { priority, name: names[ctx.language] || commonNames[ctx.language], names, commonNames }
  })
}

const inEach = (say: (language: Language) => string) =>
  Object.fromEntries(LANGUAGES.map((language) => [language, say(language)])) as Record<Language, string>
