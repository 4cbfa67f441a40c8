/** Takes the transfer encoding off, in the tolerant reading that real mails need. */
export function undoTransfer(body: Buffer, encoding: string, problems: Set<string>): Buffer {
  switch (nameOf(encoding)) {
    case 'base64':
    case 'b64':
      return undoBase64(body, problems)
    case 'quotedprintable':
    case 'qp':
      return undoQuotedPrintable(body)
    case 'xuuencode':
    case 'xuue':
    case 'uuencode':
      return uudecodedWhole(body)
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return body
    default:
      problems.add('unknown_transfer_encoding')
      return body
  }
}

/** Without comment, parameter, quotes, and the dashes people put in the wrong place. */
const nameOf = (encoding: string) => /^["'\s]*([^;"'\s(]*)/.exec(encoding)![1]!.toLowerCase().replaceAll('-', '')

/** Lines of words around base64 are what some gateway added; other foreign characters are noise on the line. */
export function undoBase64(body: Buffer, problems?: Set<string>): Buffer {
  const undone = undoPlainBase64(body)
  if (undone) return undone
  problems?.add('base64_repaired')
  const lines = body
    .toString('latin1')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim())
  // Some programs announce base64 and write words: better a line of letters nobody reads than a customer's line gone.
  if (lines.some(isOfWords) && !lines.some(isEncoded)) return body
  const first = lines.findIndex((line) => !isOfWords(line))
  const last = lines.findLastIndex((line) => !isOfWords(line))
  const clean = lines
    .slice(Math.max(first, 0), last + 1)
    .join('')
    .replace(/[^A-Za-z0-9+/=]/g, '')
  return Buffer.concat(clean.split(/=+/).map((run) => Buffer.from(run, 'base64')))
}

const PIECE = 64 * 1024

/** Piece by piece: as one string, a file of 40 MB would be held once more. Null: something stands there that is no base64. */
function undoPlainBase64(body: Buffer): Buffer | null {
  const undone = Buffer.allocUnsafe(Math.ceil((body.length * 3) / 4))
  let length = 0
  let begun = ''
  for (let at = 0; at < body.length; at += PIECE) {
    const text = begun + body.toString('latin1', at, at + PIECE).replace(/[\r\n]+/g, '')
    const ends = at + PIECE >= body.length
    if (!(ends ? /^[A-Za-z0-9+/]*=*$/ : /^[A-Za-z0-9+/]*$/).test(text)) return null
    const whole = ends ? text.length : text.length - (text.length % 4)
    length += undone.write(text.slice(0, whole), length, 'base64')
    begun = text.slice(whole)
  }
  return undone.subarray(0, length)
}

const isEncoded = (line: string) => /^(?:[A-Za-z0-9+/]{16,}=*|[A-Za-z0-9+/]{2,}=+)$/.test(line.trim())
const isOfWords = (line: string) =>
  /\S\s+\S/.test(line) && /[^A-Za-z0-9+/=\s]|^(?:\S{1,20}\s+){2,}\S{1,20}$/.test(line.trim())

export function undoQuotedPrintable(body: Buffer): Buffer {
  if (!body.includes('=')) return body
  const out = Buffer.allocUnsafe(body.length)
  let length = 0
  for (let i = 0; i < body.length; i++) {
    const byte = body[i]!
    if (byte !== 0x3d) {
      out[length++] = byte
      continue
    }
    const value = HEX[body[i + 1] ?? 0]! * 16 + HEX[body[i + 2] ?? 0]!
    if (value >= 0) {
      out[length++] = value
      i += 2
      continue
    }
    const skipped = softBreak(body, i + 1)
    if (skipped < 0) out[length++] = byte
    else i = skipped
  }
  return out.subarray(0, length)
}

const HEX = Array.from({ length: 256 }, (_, code) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase())
  return digit < 0 ? -1000 : digit
})

/** The last byte of a soft line break that begins after `=`, with the spaces some servers leave there; -1: it is none. */
function softBreak(body: Buffer, from: number): number {
  let i = from
  while (body[i] === 0x20 || body[i] === 0x09) i++
  if (i >= body.length) return body.length
  if (body[i] === 0x0d) return body[i + 1] === 0x0a ? i + 1 : i
  return body[i] === 0x0a ? i : -1
}

export type Uuencoded = { filename: string; content: Buffer }

/** Files that stand in the text itself, as mail programs of old put them there. */
export function takeUuencoded(text: string): { text: string; files: Uuencoded[] } {
  const files: Uuencoded[] = []
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files }
  const rest = text.replace(
    /^begin [0-7]{3,4} ([^\n]{1,200})\n((?:[\x20-\x60]{1,85}\n)*?)(?:[`\x20]?[\t\x20]*\n)?end[\t\x20]*(?:\n|$)/gm,
    (_, filename: string, lines: string) => {
      files.push({ filename, content: uudecoded(lines.split('\n')) })
      return ''
    },
  )
  return { text: rest, files }
}

function uudecodedWhole(body: Buffer): Buffer {
  const lines = body.toString('latin1').split(/\r\n|\r|\n/)
  const begin = lines.findIndex((line) => /^begin [0-7]{3,4} /.test(line))
  const end = lines.lastIndexOf('end')
  return uudecoded(lines.slice(begin + 1, end > begin ? end : undefined))
}

function uudecoded(lines: string[]): Buffer {
  return Buffer.concat(
    lines.map((line) => {
      const length = (line.charCodeAt(0) - 32) & 63
      if (!line || length === 0) return Buffer.alloc(0)
      const bits = [...line.slice(1)].map((char) => (char.charCodeAt(0) - 32) & 63)
      const bytes = Buffer.alloc(length)
      for (let i = 0; i < length; i++) {
        const [a, b] = [bits[Math.floor((i * 4) / 3)] ?? 0, bits[Math.floor((i * 4) / 3) + 1] ?? 0]
        bytes[i] = [(a << 2) | (b >> 4), (a << 4) | (b >> 2), (a << 6) | b][i % 3]! & 255
      }
      return bytes
    }),
  )
}
