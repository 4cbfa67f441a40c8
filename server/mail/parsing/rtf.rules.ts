import { decode } from './charsets.rules.ts'

export type Rtf = { html: string | null; text: string }

const COMPRESSED = 0x75465a4c
const LONGEST = 4 * 1024 * 1024
/** What both sides are supposed to have said already (MS-OXRTFCP 2.1.2.1). */
const DICTIONARY =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'

/** Compressed RTF as Outlook sends it: its text, or the HTML that is wrapped in it. */
export function unpackRtf(data: Buffer): Rtf | null {
  if (data.length < 16) return null
  const rtf = data.readUInt32LE(8) === COMPRESSED ? decompressed(data) : data.subarray(16).toString('latin1')
  return rtf.startsWith('{\\rtf') ? readRtf(rtf) : null
}

function decompressed(data: Buffer): string {
  const size = Math.min(data.readUInt32LE(4), LONGEST)
  const window = Buffer.alloc(4096)
  let write = window.write(DICTIONARY, 'latin1')
  const out: number[] = []
  const say = (byte: number) => {
    window[write++ & 4095] = byte
    out.push(byte)
  }
  let at = 16
  while (at < data.length && out.length < size) {
    const control = data[at++]!
    for (let bit = 0; bit < 8 && at < data.length && out.length < size; bit++) {
      if ((control & (1 << bit)) === 0) {
        say(data[at++]!)
        continue
      }
      const reference = (data[at]! << 8) | (data[at + 1] ?? 0)
      at += 2
      const from = reference >> 4
      if (from === (write & 4095)) return Buffer.from(out).toString('latin1')
      for (let i = 0; i < (reference & 15) + 2; i++) say(window[(from + i) & 4095]!)
    }
  }
  return Buffer.from(out).toString('latin1')
}

const TOKEN = /\\'([0-9a-f]{2})|\\([a-z]+)(-?\d+)? ?|\\([^a-z])|([{}])|([^\\{}\r\n]+)/gi
const SILENT = new Set(
  'fonttbl colortbl stylesheet info pict generator listtable listoverridetable themedata datastore xmlnstbl'.split(' '),
)
const SAYS: Record<string, string> = {
  par: '\n',
  line: '\n',
  tab: '\t',
  cell: '\t',
  row: '\n',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emdash: '—',
  endash: '–',
}

type Group = { silent: boolean; htmlTag: boolean; rtfOnly: boolean; skip: number }

function readRtf(rtf: string): Rtf {
  const wrapped = /\\fromhtml1/.test(rtf)
  const groups: Group[] = [{ silent: false, htmlTag: false, rtfOnly: false, skip: 1 }]
  let out = ''
  let skip = 0
  let codepage = 'windows-1252'
  for (const [, hex, word, number, symbol, brace, text] of rtf.matchAll(TOKEN)) {
    const group = groups.at(-1)!
    const heard = !group.silent && (!wrapped || group.htmlTag || !group.rtfOnly)
    const say = (words: string) => {
      const left = words.slice(skip)
      skip = Math.max(0, skip - words.length)
      if (heard && out.length < LONGEST) out += left
    }
    if (brace === '{') groups.push({ ...group })
    else if (brace === '}') groups.length > 1 && groups.pop()
    else if (hex) say(decode(Buffer.from(hex, 'hex'), codepage))
    else if (text !== undefined) say(text)
    else if (symbol === '*') group.silent = true
    else if (symbol) say(symbol === '~' ? '\u00a0' : symbol === '\n' ? '\n' : /[\\{}]/.test(symbol) ? symbol : '')
    else if (word === 'htmltag') Object.assign(group, { silent: false, htmlTag: true })
    else if (word === 'htmlrtf') group.rtfOnly = number !== '0'
    else if (word === 'ansicpg') codepage = `windows-${number}`
    else if (word === 'uc') group.skip = Number(number ?? 1)
    else if (word === 'u' && number) {
      say(String.fromCharCode((Number(number) + 65536) % 65536))
      skip = group.skip
    } else if (word && SILENT.has(word)) group.silent = true
    else if (word && word in SAYS) say(SAYS[word]!)
  }
  return wrapped ? { html: out, text: '' } : { html: null, text: out.trim() }
}
