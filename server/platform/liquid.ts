import type { Liquid } from 'liquidjs'

/** What is wrong with a template, and in which line of it. */
export class TemplateFault extends Error {
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.name = 'TemplateFault'
    this.line = line
  }
}

const SHARED = {
  strictFilters: true,
  strictVariables: true,
  lenientIf: true,
  ownPropertyOnly: true,
  // Nothing is read from the disk, whatever a template asks to include.
  templates: {},
  parseLimit: 100_000,
  renderLimit: 2000,
  memoryLimit: 1_000_000,
}

let engines: Promise<Record<'html' | 'text', Liquid>> | undefined

/** Fills a Liquid template in. As HTML every value is escaped, its line breaks kept; as text nothing is. */
export async function fillIn(template: string, values: object, as: 'html' | 'text'): Promise<string> {
  engines ??= makeEngines()
  const engine = (await engines)[as]
  try {
    return engine.parseAndRenderSync(template, values)
  } catch (error) {
    throw faultOf(error)
  }
}

export const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!)

/** Plain words as HTML: paragraphs and line breaks as they were typed. */
export const textToHtml = (text: string) =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('')

async function makeEngines() {
  const { Liquid } = await import('liquidjs')
  const outputEscape = (value: unknown) => escapeHtml(String(value ?? '')).replaceAll('\n', '<br>')
  return { html: new Liquid({ ...SHARED, outputEscape }), text: new Liquid(SHARED) }
}

/** Liquid appends the place to its message; what knows of no place in the template is a bug of ours. */
function faultOf(error: unknown): unknown {
  const { message, token } = error as Error & { token?: { getPosition(): [number, number] } }
  if (!token) return error
  return new TemplateFault(message.replace(/,? line:\d+, col:\d+.*$/s, ''), token.getPosition()[0])
}
