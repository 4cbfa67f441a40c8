import { createHash } from 'node:crypto'
import { type Headers, headerOf, type Parameters, readHeaders, readParameters } from './headers.rules.ts'
import { UnreadableMail } from './parsed-mail.ts'
import { undoTransfer } from './transfer.rules.ts'

/** A mail taken apart: an entity has children, or a body of its own. */
export type Entity = {
  headers: Headers
  type: string
  params: Parameters['params']
  disposition: string
  filename: string | null
  contentId: string | null
  children: Entity[]
  /** The body without its transfer encoding. */
  content: () => Buffer
  /** SHA-256 of that: the same however a server on the way encoded it. */
  digest: () => Buffer
}

export type Limits = { maxDepth: number; maxParts: number }
type Reading = Limits & { parts: number; problems: Set<string> }

export const LIMITS: Limits = { maxDepth: 30, maxParts: 1000 }

export function readEntities(raw: Buffer, problems: Set<string>, limits: Limits = LIMITS): Entity {
  return readEntity(raw, 0, raw.length, 'text/plain', 0, { ...limits, parts: 0, problems })
}

function readEntity(raw: Buffer, start: number, end: number, usual: string, depth: number, reading: Reading): Entity {
  if (depth > reading.maxDepth) throw new UnreadableMail('too_deep', `more than ${reading.maxDepth} levels`)
  if (++reading.parts > reading.maxParts)
    throw new UnreadableMail('too_many_parts', `more than ${reading.maxParts} parts`)
  const { headers, bodyAt } = readAllHeaders(raw, start, end, depth > 0)
  const { value, params } = readParameters(headerOf(headers, 'content-type'))
  const disposition = readParameters(headerOf(headers, 'content-disposition'))
  const encoding = headerOf(headers, 'content-transfer-encoding') ?? ''
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(value) ? value : value === 'text' ? 'text/plain' : usual
  const body = raw.subarray(bodyAt, end)
  const entity: Entity = {
    headers,
    type,
    params,
    disposition: disposition.value,
    filename: disposition.params.filename || params.name || null,
    contentId: headerOf(headers, 'content-id')?.replace(/^\s*<?\s*|\s*>?\s*$/g, '') || null,
    children: [],
    ...decoded(() => undoTransfer(body, encoding, reading.problems)),
  }
  if (type.startsWith('multipart/')) readChildren(entity, body, depth, reading)
  return entity
}

/** Its digest is taken as it is first decoded: a file of 30 MB is neither kept for it, nor decoded once more. */
function decoded(decode: () => Buffer): Pick<Entity, 'content' | 'digest'> {
  let digest: Buffer | null = null
  const content = () => {
    const bytes = decode()
    digest ??= digestOf(bytes)
    return bytes
  }
  return {
    content,
    digest: () => {
      if (!digest) content()
      return digest!
    },
  }
}

/** Line ends and the blanks around it aside: what servers change on the way. */
function digestOf(bytes: Buffer): Buffer {
  const hash = createHash('sha256')
  let [begin, end] = [0, bytes.length]
  while (begin < end && isBlank(bytes[begin]!)) begin++
  while (begin < end && isBlank(bytes[end - 1]!)) end--
  // Piece by piece: as one string without its line ends, a mail of 50 MB would be held several times over.
  for (let at = begin; at < end; at += PIECE) {
    const piece = bytes.toString('latin1', at, Math.min(at + PIECE, end))
    hash.update(piece.replaceAll('\r', ''), 'latin1')
  }
  return hash.digest()
}

const PIECE = 64 * 1024
const isBlank = (byte: number) => (byte >= 0x09 && byte <= 0x0d) || byte === 0x20 || byte === 0xa0

/** Some programs put an empty line into the midst of the headers: where the body begins with those of MIME, these count. */
function readAllHeaders(raw: Buffer, start: number, end: number, part: boolean): ReturnType<typeof readHeaders> {
  const first = readHeaders(raw, start, end, part)
  const begins = raw.toString('latin1', first.bodyAt, Math.min(first.bodyAt + 40, end))
  if (!/^(?:MIME-Version|Content-Type) *:/i.test(begins) || headerOf(first.headers, 'content-type')) return first
  const more = readHeaders(raw, first.bodyAt, end)
  if (headerOf(more.headers, 'content-type') === null || more.bodyAt >= end) return first
  const ofMime = more.headers.filter(({ name }) => /^(?:mime-version|content-.*)$/i.test(name))
  return { headers: [...first.headers, ...ofMime], bodyAt: more.bodyAt }
}

function readChildren(entity: Entity, whole: Buffer, depth: number, reading: Reading): void {
  let body = whole
  let slices = slicesBetween(body, entity.params.boundary)
  if (slices.length === 0) {
    // A transfer encoding around parts is not allowed, and happens.
    body = entity.content()
    slices = slicesBetween(body, entity.params.boundary)
  }
  if (slices.length === 0) slices = guessed(body, reading.problems)
  const usual = entity.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const children = slices
    .filter(({ start, end }) => start < end)
    .map(({ start, end, closes }) => ({ child: readEntity(body, start, end, usual, depth + 1, reading), closes }))
  entity.children = withinOneBoundary(children, entity.params.boundary)
  if (entity.children.length > 0) return
  reading.problems.add('multipart_without_parts')
  entity.type = /^[\r\n\s]*<(?:html|!doctype|body|div|p)\b/i.test(body.toString('latin1', 0, 500))
    ? 'text/html'
    : 'text/plain'
  Object.assign(
    entity,
    decoded(() => body),
  )
}

type Slice = { start: number; end: number; closes: boolean }

/** Some programs give a part the boundary of the whole: what follows it, up to the first closing line, belongs to that part. */
function withinOneBoundary(read: { child: Entity; closes: boolean }[], boundary: string | undefined): Entity[] {
  const children: Entity[] = []
  let inner: Entity | null = null
  for (const { child, closes } of read) {
    if (inner) inner.children.push(child)
    else children.push(child)
    if (closes) inner = null
    else if (!inner && boundary && child.params.boundary === boundary && child.children.length === 0) {
      inner = child
      inner.type = readParameters(headerOf(child.headers, 'content-type')).value
    }
  }
  return children
}

/** What stands between the boundary lines. A missing last one ends with the body; blanks behind a boundary do not matter. */
function slicesBetween(body: Buffer, boundary: string | undefined): Slice[] {
  if (!boundary) return []
  const mark = Buffer.from(`--${boundary}`, 'utf8')
  const slices: Slice[] = []
  let open = -1
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    const line = boundaryLine(body, at, mark.length)
    if (!line) continue
    if (open >= 0) slices.push({ start: open, end: lineEndBefore(body, at), closes: line.last })
    open = line.last ? -1 : line.next
  }
  if (open >= 0) slices.push({ start: open, end: body.length, closes: true })
  return slices
}

function boundaryLine(body: Buffer, at: number, length: number): { next: number; last: boolean } | null {
  if (at > 0 && body[at - 1] !== 0x0a && body[at - 1] !== 0x0d) return null
  let i = at + length
  const last = body[i] === 0x2d && body[i + 1] === 0x2d
  if (last) i += 2
  while (body[i] === 0x20 || body[i] === 0x09) i++
  if (i >= body.length) return { next: body.length, last }
  if (body[i] === 0x0d) return { next: body[i + 1] === 0x0a ? i + 2 : i + 1, last }
  return body[i] === 0x0a ? { next: i + 1, last } : null
}

function lineEndBefore(body: Buffer, at: number): number {
  let end = at
  if (body[end - 1] === 0x0a) end--
  if (body[end - 1] === 0x0d) end--
  return end
}

/** The declared boundary is not in the body: the first line of dashes that is followed by a part's header serves. */
function guessed(body: Buffer, problems: Set<string>): Slice[] {
  const found = /(?:^|[\r\n])--([^\r\n]{1,200}?)[\t ]*(?:\r\n|\r|\n)Content-[A-Za-z-]+:/i.exec(
    body.toString('latin1', 0, 64 * 1024),
  )
  if (!found) return []
  problems.add('boundary_guessed')
  return slicesBetween(body, Buffer.from(found[1]!, 'latin1').toString('utf8'))
}
