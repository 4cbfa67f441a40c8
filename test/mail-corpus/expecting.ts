import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ParsedMail, ParsedPart } from '../../server/mail/parsing/parsed-mail.ts'

export type Sample = { kind: string; name: string; raw: Buffer; expected: Record<string, unknown> }

const FOLDER = import.meta.dirname

/** Every mail of the corpus with what README.md says must be understood of it. */
export function corpus(): Sample[] {
  const files = (readdirSync(FOLDER, { recursive: true }) as string[]).filter((file) => file.endsWith('.eml')).sort()
  return files.map((file) => ({
    kind: dirname(file),
    name: file,
    raw: readFileSync(join(FOLDER, file)),
    expected: JSON.parse(readFileSync(join(FOLDER, file.replace(/\.eml$/, '.json')), 'utf8')),
  }))
}

/** What differs from the expectation, a sentence each; `mail` is null where it was refused with `reason`. */
export function differences({ expected }: Sample, mail: ParsedMail | null, reason: string | null): string[] {
  if (expected.refused !== undefined || mail === null)
    return expected.refused === reason ? [] : [`refused: wanted ${expected.refused ?? 'no'}, got ${reason ?? 'no'}`]
  return Object.entries(expected).flatMap(([key, wanted]) => {
    const check = CHECKS[key]
    return check ? check(wanted, mail).map((said) => `${key}: ${said}`) : [`unknown key ${key}`]
  })
}

type Check = (wanted: any, mail: ParsedMail) => string[]

const same = (wanted: unknown, got: unknown) =>
  JSON.stringify(wanted) === JSON.stringify(got) ? [] : [`wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`]
const field =
  (key: keyof ParsedMail): Check =>
  (wanted, mail) =>
    same(wanted, mail[key] ?? null)
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
/** The `>` of a forwarded or pasted line may stay or go. */
const squeezed = (text: string) => linesOf(text.replace(/^(?: ?>)+/gm, '')).join('\n')
const text =
  (key: 'text' | 'visibleText'): Check =>
  (wanted, mail) =>
    squeezed(wanted) === squeezed(mail[key])
      ? []
      : [`wanted\n${indent(squeezed(wanted))}\n  got\n${indent(squeezed(mail[key]))}`]
const indent = (words: string) => words.replace(/^/gm, '    | ')
const contains =
  (key: 'text' | 'html', wants: boolean): Check =>
  (wanted: string[], mail) =>
    wanted
      .filter((words) => squeezed(mail[key] ?? '').includes(squeezed(words)) !== wants)
      .map((words) => `${wants ? 'lacks' : 'contains'} ${words}`)

/** A date, an address or an id is compared in whole; of parts, recipients and the bounce only what the expectation names. */
const CHECKS: Record<string, Check> = {
  what: () => [],
  subject: field('subject'),
  from: (wanted, mail) => same(address(wanted), address(mail.from)),
  sender: (wanted, mail) => same(address(wanted), address(mail.sender)),
  to: (wanted, mail) => same(wanted.map(address), mail.to.map(address)),
  cc: (wanted, mail) => same(wanted.map(address), mail.cc.map(address)),
  replyTo: (wanted, mail) => same(wanted.map(address), mail.replyTo.map(address)),
  deliveredTo: field('deliveredTo'),
  messageId: field('messageId'),
  inReplyTo: field('inReplyTo'),
  references: field('references'),
  date: (wanted, mail) => same(wanted, mail.date?.toISOString() ?? null),
  text: text('text'),
  visibleText: text('visibleText'),
  textContains: contains('text', true),
  textLacks: contains('text', false),
  html: (wanted, mail) => same(wanted, mail.html),
  htmlContains: contains('html', true),
  htmlLacks: contains('html', false),
  hasRemoteImages: field('hasRemoteImages'),
  parts: (wanted: object[], mail) =>
    wanted.length === mail.parts.length
      ? wanted.flatMap((part, i) => same(part, only(part, described(mail.parts[i]!))))
      : [
          `wanted ${wanted.length}, got ${mail.parts.length}: ${mail.parts.map(({ filename, type }) => `${filename} (${type})`).join(', ')}`,
        ],
  silence: field('silence'),
  sign: field('sign'),
  bounce: (wanted, mail) => {
    if (wanted === null || mail.bounce === null) return same(wanted, mail.bounce)
    const { recipients, ...rest } = wanted
    const got = mail.bounce.recipients
    return [
      ...same(rest, only(rest, mail.bounce)),
      ...(recipients.length === got.length
        ? recipients.flatMap((recipient: object, i: number) => same(recipient, only(recipient, got[i]!)))
        : same(recipients, got)),
    ]
  },
}

const address = (given: { name: string | null; address: string } | null) =>
  given && { name: given.name, address: given.address }

function only(wanted: object, got: object): object {
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, (got as Record<string, unknown>)[key] ?? null]))
}

const described = (part: ParsedPart) => ({
  ...part,
  size: part.content.length,
  sha256: createHash('sha256').update(part.content).digest('hex'),
  text: part.content.toString('utf8'),
})
