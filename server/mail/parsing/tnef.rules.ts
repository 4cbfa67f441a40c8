import { decode } from './charsets.rules.ts'
import { unpackRtf } from './rtf.rules.ts'

export type Winmail = {
  text: string | null
  html: string | null
  files: { filename: string; type: string; contentId: string | null; content: Buffer }[]
}

const SIGNATURE = 0x223e9f78
const RENDERING = 0x9002
const ATTACHMENT_DATA = 0x800f
const ATTACHMENT_TITLE = 0x8010
const ATTACHMENT_PROPERTIES = 0x9005
const MESSAGE_PROPERTIES = 0x9003
const MESSAGE_BODY = 0x800c
const CODEPAGE = 0x9007

type File = {
  filename: string | null
  longName: string | null
  type: string | null
  contentId: string | null
  content: Buffer | null
}
type Property = { id: number; value: Buffer }

/** What Outlook hides in winmail.dat; null when it is none. What can be read of a damaged one is read. */
export function readWinmail(data: Buffer): Winmail | null {
  if (data.length < 6 || data.readUInt32LE(0) !== SIGNATURE) return null
  const files: File[] = []
  const said: Winmail = { text: null, html: null, files: [] }
  let codepage = 'windows-1252'
  for (const { attribute, value } of attributesOf(data)) {
    const file = files.at(-1)
    if (attribute === CODEPAGE && value.length >= 4) codepage = `windows-${value.readUInt32LE(0)}`
    else if (attribute === RENDERING)
      files.push({ filename: null, longName: null, type: null, contentId: null, content: null })
    else if (attribute === MESSAGE_BODY) said.text = decode(untilNul(value), codepage)
    else if (attribute === MESSAGE_PROPERTIES) readBody(propertiesOf(value), said, codepage)
    else if (file && attribute === ATTACHMENT_TITLE) file.filename = decode(untilNul(value), codepage)
    else if (file && attribute === ATTACHMENT_DATA) file.content = value
    else if (file && attribute === ATTACHMENT_PROPERTIES) readFile(propertiesOf(value), file, codepage)
  }
  said.files = files
    .filter((file) => file.content !== null)
    .map((file) => ({
      filename: file.longName ?? file.filename ?? '',
      type: file.type ?? '',
      contentId: file.contentId,
      content: file.content!,
    }))
  return said
}

function* attributesOf(data: Buffer): Generator<{ attribute: number; value: Buffer }> {
  let at = 6
  while (at + 9 <= data.length) {
    const attribute = data.readUInt16LE(at + 1)
    const length = data.readUInt32LE(at + 5)
    yield { attribute, value: data.subarray(at + 9, at + 9 + length) }
    at += 9 + length + 2
  }
}

const untilNul = (value: Buffer) => (value.includes(0) ? value.subarray(0, value.indexOf(0)) : value)

function readBody(properties: Property[], said: Winmail, codepage: string): void {
  for (const { id, value } of properties) {
    if (id === 0x1000 && value.length > 0) said.text = textOf(value, codepage)
    else if (id === 0x1013) said.html = decode(value, codepage)
    else if (id === 0x1009) {
      const rtf = unpackRtf(value)
      if (rtf?.html) said.html ??= rtf.html
      if (rtf?.text) said.text ??= rtf.text
    }
  }
}

function readFile(properties: Property[], file: File, codepage: string): void {
  for (const { id, value } of properties) {
    if (id === 0x3707) file.longName = textOf(value, codepage)
    else if (id === 0x3704 || id === 0x3001) file.filename ??= textOf(value, codepage)
    else if (id === 0x370e) file.type = textOf(value, codepage).toLowerCase()
    else if (id === 0x3712) file.contentId = textOf(value, codepage)
    else if (id === 0x3701 && file.content === null) file.content = value
  }
}

/** A string property is 8-bit or UTF-16: the latter has a NUL in every second byte for our languages. */
function textOf(value: Buffer, codepage: string): string {
  const wide = value.length >= 2 && value.length % 2 === 0 && value[1] === 0
  return wide ? value.toString('utf16le').replace(/\0.*$/s, '') : decode(untilNul(value), codepage)
}

/** MAPI properties as they are laid out in an attribute: fixed ones inline, others with a count, each value with its length. */
function propertiesOf(data: Buffer): Property[] {
  const found: Property[] = []
  let at = 4
  try {
    for (let left = Math.min(data.readUInt32LE(0), 2000); left > 0 && at + 4 <= data.length; left--) {
      const type = data.readUInt16LE(at)
      const id = data.readUInt16LE(at + 2)
      at += 4
      if (id >= 0x8000) at = pastName(data, at)
      const width = FIXED[type & 0x0fff]
      const many = (type & 0x1000) !== 0
      const count = many || width === undefined ? data.readUInt32LE(at) : 1
      if (many || width === undefined) at += 4
      for (let i = 0; i < Math.min(count, 1000); i++) {
        const length = width ?? data.readUInt32LE(at)
        if (width === undefined) at += 4
        if (length > data.length - at) return found
        found.push({ id, value: data.subarray(at, at + length) })
        at += width === undefined ? (length + 3) & ~3 : Math.max(width, 4)
      }
    }
  } catch {
    return found
  }
  return found
}

const FIXED: Record<number, number> = { 2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 2, 20: 8, 64: 8, 72: 16 }

function pastName(data: Buffer, at: number): number {
  const named = data.readUInt32LE(at + 16)
  if (named === 0) return at + 24
  return at + 24 + ((data.readUInt32LE(at + 20) + 3) & ~3)
}
