import type { Preview } from './files.contract.ts'

/** A browser unpacks a picture whole: a file of a few kilobytes can ask for gigabytes. */
const MOST_PIXELS = 100_000_000
const HEAVIEST = 25 * 1024 * 1024

/**
 * S11: what a file may be shown as, by its first bytes alone: what it is called, and what its sender says it is, count for nothing. Pictures
 * made of pixels, PDF and plain text; SVG and HTML are text here, and shown as such. Null: only downloaded.
 */
export function contentTypeOf(head: Buffer, size: number): string | null {
  if (size > HEAVIEST || size === 0) return null
  const picture = pictureIn(head)
  if (picture) return picture.pixels > MOST_PIXELS ? null : picture.type
  if (head.subarray(0, 5).equals(Buffer.from('%PDF-'))) return 'application/pdf'
  return isText(head) ? 'text/plain' : null
}

export function previewOf(contentType: string | null): Preview | null {
  if (contentType === null) return null
  if (contentType === 'application/pdf') return 'pdf'
  return contentType === 'text/plain' ? 'text' : 'image'
}

const LOGO_PIXELS = 150_000
const LOGO_BYTES = 30 * 1024

/** A picture as signatures have them: no photograph, and nothing one could read off a screen. */
export function isLogo(head: Buffer, size: number): boolean {
  const { pixels } = pictureIn(head) ?? { pixels: 0 }
  return pixels ? pixels <= LOGO_PIXELS : size <= LOGO_BYTES
}

/** Width times height where the head tells it: a JPEG, whose sides end at 65 535, keeps it further on. */
function pictureIn(head: Buffer): { type: string; pixels: number } | null {
  const begins = (bytes: string, at = 0) => head.subarray(at, at + bytes.length).equals(Buffer.from(bytes, 'latin1'))
  if (begins('\x89PNG\r\n\x1a\n') && begins('IHDR', 12) && head.length >= 24)
    return { type: 'image/png', pixels: head.readUInt32BE(16) * head.readUInt32BE(20) }
  if (begins('\xff\xd8\xff')) return { type: 'image/jpeg', pixels: 0 }
  if ((begins('GIF87a') || begins('GIF89a')) && head.length >= 10)
    return { type: 'image/gif', pixels: head.readUInt16LE(6) * head.readUInt16LE(8) }
  // No side is longer than 16 384.
  if (begins('RIFF') && begins('WEBP', 8)) return { type: 'image/webp', pixels: webpPixels(head) }
  return null
}

const webpPixels = (head: Buffer) =>
  head.length >= 30 && head.toString('latin1', 12, 16) === 'VP8X'
    ? (head.readUIntLE(24, 3) + 1) * (head.readUIntLE(27, 3) + 1)
    : 0

/** What begins like this says that its letters are two bytes wide. */
const WIDE = new Map([
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
])

/** No bytes that no text has, unless it is wide. */
const isText = (head: Buffer) =>
  WIDE.has(head.toString('hex', 0, 2)) || !head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))

/** Plain text in the charset it is written in: what is not UTF-8 is what Windows writes. */
export function textOf(bytes: Buffer): string {
  try {
    // A text cut off in the middle of a letter is still UTF-8.
    return new TextDecoder(WIDE.get(bytes.toString('hex', 0, 2)) ?? 'utf-8', { fatal: true }).decode(bytes, {
      stream: true,
    })
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
