/** A line of a calendar: `DTSTART;TZID="Pacific SA Standard Time":20260310T100000`. Names are in capitals. */
export type Property = { name: string; params: Record<string, string>; value: string }
export type Calendar = { properties: Property[]; events: Property[][] }

const MOST_LINES = 20_000
const MOST_EVENTS = 50
const LONGEST_LINE = 32 * 1024
/** What is about a moment of somebody's: what stands within it, as an alarm does, is not said of it. */
const EVENT = /^V(?:EVENT|JOURNAL)$|^VTODO$/

/** A calendar taken apart (RFC 5545), as far as it goes: whatever is no line of one is left out. */
export function readCalendar(text: string): Calendar {
  const calendar: Calendar = { properties: [], events: [] }
  const within: string[] = []
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/, MOST_LINES)) {
    const property = propertyIn(line.slice(0, LONGEST_LINE))
    if (!property) continue
    const { name, value } = property
    if (name === 'BEGIN') {
      within.push(value.trim().toUpperCase())
      if (within.length < 3 && EVENT.test(within.at(-1)!)) calendar.events.push([])
      if (calendar.events.length > MOST_EVENTS) break
    } else if (name === 'END') within.pop()
    else if (EVENT.test(within.at(-1) ?? '')) calendar.events.at(-1)?.push(property)
    else if (within.length < 2) calendar.properties.push(property)
  }
  return calendar
}

export const propertyOf = (properties: Property[], name: string): Property | undefined =>
  properties.find((property) => property.name === name)

/** Its words, on as many lines as it has. */
export const wordsIn = (properties: Property[], name: string): string =>
  (propertyOf(properties, name)?.value ?? '')
    .replace(/\\([nN,;\\])/g, (_all, sign: string) => (/n/i.test(sign) ? '\n' : sign))
    .trim()

/** What an invitation says, for a mail that has no other words. */
export function calendarText(text: string): string {
  const { properties, events } = readCalendar(text)
  const said = ['SUMMARY', 'LOCATION', 'DESCRIPTION', 'COMMENT'].map((name) => wordsIn(events[0] ?? properties, name))
  return said.filter(Boolean).join('\n')
}

/** What an answer says of who gives it, of what it is about, and in words. */
export type CalendarAnswer = {
  attendee: string | null
  names: string[]
  about: string[]
  comment: string
  isResource: boolean
}

/** `attendee`: who answers, in small letters. Google puts the words beside the name. */
export function answerIn(text: string): CalendarAnswer {
  const event = readCalendar(text).events[0] ?? []
  const guest = propertyOf(event, 'ATTENDEE')
  const [, address] = /^mailto:(\S+)/i.exec(guest?.value.trim() ?? '') ?? []
  return {
    attendee: address?.toLowerCase() ?? null,
    names: [guest?.params.CN, address].filter((name) => name !== undefined),
    about: ['SUMMARY', 'LOCATION', 'DESCRIPTION'].flatMap((name) => wordsIn(event, name).split('\n')),
    comment: wordsIn(event, 'COMMENT') || (guest?.params['X-RESPONSE-COMMENT'] ?? ''),
    isResource: /^(?:ROOM|RESOURCE)$/i.test(guest?.params.CUTYPE ?? ''),
  }
}

/** Outlook writes names of zones that hold a colon without the quotes they need: a date is what stands at the end. */
const DATED = /^(DTSTART|DTEND|RECURRENCE-ID)((?:;[^\n]*)?):\s*(\d{8}(?:T\d{4,6}Z?)?)\s*$/i

function propertyIn(line: string): Property | null {
  const [, dated, about, date] = DATED.exec(line) ?? []
  if (dated) return { name: dated.toUpperCase(), params: paramsIn(about!), value: date! }
  const colon = outsideQuotes(line, ':')[0]
  const [, name] = /^([A-Za-z0-9-]{1,60})(?=[;:])/.exec(line) ?? []
  if (!name || colon === undefined) return null
  return { name: name.toUpperCase(), params: paramsIn(line.slice(name.length, colon)), value: line.slice(colon + 1) }
}

function paramsIn(text: string): Record<string, string> {
  // Without a prototype: a parameter may be called __proto__.
  const params: Record<string, string> = Object.create(null)
  const ends = [...outsideQuotes(text, ';'), text.length]
  for (const [i, end] of ends.entries()) {
    const piece = text.slice(i === 0 ? 0 : ends[i - 1]! + 1, end)
    const equals = piece.indexOf('=')
    if (equals > 0)
      params[piece.slice(0, equals).trim().toUpperCase()] ??= piece.slice(equals + 1).replace(/^"|"$/g, '')
  }
  return params
}

/** Where the sign stands outside quotes; a quote that is never closed is none. */
function outsideQuotes(text: string, sign: string): number[] {
  const found: number[] = []
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted
    else if (text[at] === sign && !quoted) found.push(at)
  }
  return quoted ? [...text.matchAll(new RegExp(`\\${sign}`, 'g'))].map(({ index }) => index) : found
}
