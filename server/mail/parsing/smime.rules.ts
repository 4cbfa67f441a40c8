const SIGNED_DATA = Buffer.from('2a864886f70d010702', 'hex')

type Value = { tag: number; content: Buffer; children: Value[] }

/** The mail inside an S/MIME envelope that is signed and not encrypted (RFC 8551, 3.5.2); null for anything else. */
export function signedContent(envelope: Buffer): Buffer | null {
  try {
    const [oid, explicit] = readValue(envelope, 0, 0).value.children
    if (!oid?.content.equals(SIGNED_DATA)) return null
    const data = explicit!.children[0]!.children.find(({ tag }, i) => tag === 0x30 && i > 0)
    const octets = data?.children[1]?.children[0]
    return octets ? octetsOf(octets) : null
  } catch {
    return null
  }
}

/** A string may be cut into pieces (BER). */
const octetsOf = ({ content, children, tag }: Value): Buffer =>
  (tag & 0x20) === 0 ? content : Buffer.concat(children.map(octetsOf))

/** One value of ASN.1, its children where it has any; lengths may be left open and ended by two zeros. */
function readValue(bytes: Buffer, at: number, depth: number): { value: Value; next: number } {
  if (depth > 12 || at + 2 > bytes.length) throw new RangeError('not ASN.1')
  const tag = bytes[at]!
  const short = bytes[at + 1]!
  const open = short === 0x80
  const more = short > 0x80 ? short & 0x7f : 0
  if (more > 4) throw new RangeError('not ASN.1')
  const start = at + 2 + more
  const length = more > 0 ? bytes.readUIntBE(at + 2, more) : short
  const end = open ? bytes.length : start + length
  if (end > bytes.length) throw new RangeError('not ASN.1')
  const children: Value[] = []
  let next = start
  while ((tag & 0x20) !== 0 && next < end) {
    if (open && bytes[next] === 0 && bytes[next + 1] === 0) break
    const child = readValue(bytes, next, depth + 1)
    children.push(child.value)
    next = child.next
  }
  return { value: { tag, content: bytes.subarray(start, end), children }, next: open ? next + 2 : end }
}
