import type { Liquid } from 'liquidjs'
import { invalid } from './errors.ts'

/** What is wrong with a template, and in which line of it. */
export class TemplateFault extends Error {
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.name = 'TemplateFault'
    this.line = line
  }
}

const LIMITS = {
  strictFilters: true,
  lenientIf: true,
  // What is empty is not there: «if» leaves out the words around it.
  jsTruthy: true,
  ownPropertyOnly: true,
  // Nothing is read from the disk, whatever a template asks to include.
  templates: {},
  // The longest a template may be (mail/templates/contract.ts), and what filling one in may take: milliseconds and characters.
  parseLimit: 50_000,
  renderLimit: 100,
  memoryLimit: 100_000,
}
/** Names filled in and conditions; only what has room for a list may go through one. No files, no other template. */
const TAGS = { text: ['if', 'unless', 'case', 'comment', 'raw'], html: ['for', 'break', 'continue'] }

let engines: Promise<Record<'html' | 'text', Liquid>> | undefined

/**
 * Fills a Liquid template in. As HTML every value is escaped, its line breaks kept; as text nothing is. A name there is not is a
 * fault, unless it is `lax`: then it is left out.
 */
export async function fillIn(template: string, values: object, as: 'html' | 'text', lax = false): Promise<string> {
  engines ??= makeEngines()
  const engine = (await engines)[as]
  try {
    return engine.parseAndRenderSync(template, values, { strictVariables: !lax })
  } catch (error) {
    throw faultOf(error)
  }
}

/** A fault in what somebody is writing is theirs to mend, at its field. */
export function refuseTemplate(field: string) {
  return (error: unknown): never => {
    if (!(error instanceof TemplateFault)) throw error
    const { line, message } = error
    for (const [pattern, key] of TOLD) {
      const name = pattern.exec(message)?.[1]
      if (name) throw invalid(field, key, { line, name })
    }
    throw invalid(field, 'template_fault', { line, fault: message })
  }
}

/** The slips most often made, told in the language of who made them. */
const TOLD = [
  [/^(?:undefined variable|undefined filter): (.+)$/s, 'template_unknown'],
  [/^tag "(.+)" not found$/s, 'template_unknown'],
  [/^(?:tag|output|raw) "?(.+?)"? not closed$/s, 'template_open'],
] as const

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
  const made = { html: new Liquid({ ...LIMITS, outputEscape }), text: new Liquid(LIMITS) }
  keepOnly(made.text, TAGS.text)
  keepOnly(made.html, [...TAGS.text, ...TAGS.html])
  return made
}

function keepOnly({ tags }: Liquid, kept: string[]) {
  for (const tag of Object.keys(tags)) if (!kept.includes(tag)) delete tags[tag]
}

/** Liquid appends the place to its message; what knows of no place in the template is a bug of ours. */
function faultOf(error: unknown): unknown {
  const { message, token } = error as Error & { token?: { getPosition(): [number, number] } }
  if (!token) return error
  return new TemplateFault(message.replace(/,? line:\d+, col:\d+.*$/s, ''), token.getPosition()[0])
}
