import type { Liquid } from 'liquidjs'

/** Names filled in and conditions, and nothing else: no loops, no files, no other template. */
const TAGS = new Set(['if', 'unless', 'case', 'comment', 'raw'])

let engine: Promise<Liquid> | undefined

const liquid = () =>
  (engine ??= import('liquidjs').then(({ Liquid }) => {
    const made = new Liquid({
      ...{ templates: {}, ownPropertyOnly: true, strictFilters: true },
      ...{ parseLimit: 20_000, renderLimit: 100, memoryLimit: 100_000 },
    })
    for (const tag of Object.keys(made.tags)) if (!TAGS.has(tag)) delete made.tags[tag]
    return made
  }))

/** The text with its names filled in; what is not known yet is left out. */
export async function fillIn(template: string, values: object): Promise<string> {
  return String(await (await liquid()).parseAndRender(template, values)).trim()
}

/** What is wrong with a template, in the engine's words; null where every name it uses is known and every filter exists. */
export async function faultOfTemplate(template: string, example: object): Promise<string | null> {
  try {
    await (await liquid()).parseAndRender(template, example, { strictVariables: true })
    return null
  } catch (error) {
    return (error as Error).message
  }
}
