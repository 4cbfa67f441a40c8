import { crc32, deflateSync, inflateSync } from 'node:zlib'

// Pictures of screens have few colours: told by a palette of 256 they are a third as large, and nobody sees the difference.

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const COLOURS = 256

/** The same picture with at most 256 colours. Takes what a browser writes: 8 bits a channel, with or without alpha, not interlaced. */
export function smallerPng(png: Buffer): Buffer {
  const { width, height, bytes, pixels } = decode(png)
  const { palette, indexOf } = choosePalette(pixels, bytes)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf(colourAt(pixels, (y * width + x) * bytes))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const colourAt = (pixels: Buffer, at: number) => (pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** The colours used most, each for its neighbourhood; every other colour becomes the nearest of them. */
function choosePalette(pixels: Buffer, bytes: number) {
  const uses = new Map<number, number>()
  for (let at = 0; at < pixels.length; at += bytes) {
    const colour = colourAt(pixels, at)
    uses.set(colour, (uses.get(colour) ?? 0) + 1)
  }
  const byUse = [...uses].sort((a, b) => b[1] - a[1]).map(([colour]) => colour)
  const neighbourhoods = new Map<number, number>()
  for (const colour of byUse) {
    const place = colour & 0xf8f8f8
    if (!neighbourhoods.has(place)) neighbourhoods.set(place, colour)
  }
  const frequent = byUse.slice(0, 96)
  const palette = [...new Set([...frequent, ...neighbourhoods.values()])].slice(0, COLOURS)
  const known = new Map(palette.map((colour, index) => [colour, index]))
  const indexOf = (colour: number) => {
    const index = known.get(colour) ?? nearest(palette, colour)
    known.set(colour, index)
    return index
  }
  return { palette, indexOf }
}

function nearest(palette: number[], colour: number): number {
  const away = (other: number) =>
    ((other >> 16) - (colour >> 16)) ** 2 +
    (((other >> 8) & 255) - ((colour >> 8) & 255)) ** 2 +
    ((other & 255) - (colour & 255)) ** 2
  let best = 0
  for (let index = 1; index < palette.length; index++) if (away(palette[index]!) < away(palette[best]!)) best = index
  return best
}

function decode(png: Buffer) {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const bytes = png[25] === 6 ? 4 : 3
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  return { width, height, bytes, pixels: unfilter(inflateSync(Buffer.concat(parts)), width * bytes, height, bytes) }
}

/** PNG keeps each row as its difference from what stands left and above. */
function unfilter(raw: Buffer, stride: number, height: number, bytes: number): Buffer {
  const out = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x >= bytes ? out[at - bytes]! : 0
      const above = y > 0 ? out[at - stride]! : 0
      const corner = x >= bytes && y > 0 ? out[at - stride - bytes]! : 0
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter]!
      out[at] = raw[y * (stride + 1) + 1 + x]! + guess
    }
  }
  return out
}

function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)]
  return a <= b && a <= c ? left : b <= c ? above : corner
}
