import { isAscii, isUtf8 } from 'node:buffer'

/** Bytes as text: by the charset the mail declares, unless the bytes say otherwise. */
export function decode(bytes: Uint8Array, declared: string | null | undefined): string {
  return decoded(bytes, declared).replace(/[\x80-\x9f]/g, windowsSign)
}

function decoded(bytes: Uint8Array, declared: string | null | undefined): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const marked = byMark(buffer)
  if (marked !== null) return marked
  const label = labelOf(declared)
  if (LATIN.has(label)) return latinOrUtf8(buffer)
  if (label === 'utf-8') return utf8WithStrays(buffer)
  if (label === 'utf-7') return utf7(buffer.toString('latin1'))
  if (label === 'utf-16') return utf16(buffer)
  // by chance no words in another code are UTF-8 throughout; of those with several bytes a sign some are
  const isReallyUtf8 = !isAscii(buffer) && isUtf8(buffer)
  if (isReallyUtf8 && !SEVERAL_BYTES.test(label)) return buffer.toString('utf8')
  if (label === 'cp850' || label === 'cp858' || label === 'cp437') return oldDos(buffer, label)
  try {
    const text = new TextDecoder(label).decode(label === 'iso-2022-jp' ? withoutEmptyShifts(buffer) : buffer)
    return isReallyUtf8 && text.includes('\ufffd') ? buffer.toString('utf8') : text
  } catch {
    return latinOrUtf8(buffer)
  }
}

const SEVERAL_BYTES = /^(?:big5|gb|x-gbk|euc-|shift_?-?jis|sjis|iso-2022-|hz-)/

/** Undeclared or western: people's programs write UTF-8 and say ISO-8859-1 or ASCII more often than the bytes are valid UTF-8 by chance. */
const LATIN = new Set(
  ' us-ascii ascii ansi_x3.4-1968 ansi_x3.110-1983 646 iso-8859-1 latin1 l1 iso8859-1 windows-1252 cp1252 x-cp1252 ansi 8bit 7bit binary default unknown unknown-8bit x-unknown x-user-defined utf-8859-1'.split(
    ' ',
  ),
)

const NICKNAMES: Record<string, string> = {
  utf8: 'utf-8',
  'utf-8mb4': 'utf-8',
  'x-utf-8': 'utf-8',
  cp65001: 'utf-8',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  utf7: 'utf-7',
  'ks_c_5601-1987': 'euc-kr',
  cp949: 'euc-kr',
  cp932: 'shift_jis',
  'iso-8859-8-i': 'iso-8859-8',
  'x-mac-roman': 'macintosh',
  macroman: 'macintosh',
  ibm850: 'cp850',
  ibm437: 'cp437',
  ibm858: 'cp858',
  'ucs-2': 'utf-16',
  'iso-10646-ucs-2': 'utf-16',
  cp936: 'gbk',
  'iso-2022-jp-ms': 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
}

function labelOf(declared: string | null | undefined): string {
  const label = (declared ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']+|["';]+$/g, '')
  const plain = label
    .replace(/^charset=/, '')
    .replace(/(?:\*|:\d{4}$|[,;\s]).*$/, '')
    .replace(/^(?:cs)?iso_?(\d)/, 'iso-$1')
    .replace(/_/g, '-')
  return (
    NICKNAMES[label] ??
    NICKNAMES[plain] ??
    (/^(?:windows|cp)-?(125\d|874)$/.test(plain) ? plain.replace(/^(?:windows|cp)-?/, 'windows-') : plain)
  )
}

/** Two encoded words meet in “back to ASCII” and “to Japanese” at once, which the decoder takes for a fault. */
const withoutEmptyShifts = (buffer: Buffer) =>
  Buffer.from(buffer.toString('latin1').replaceAll('\x1b(B\x1b', '\x1b'), 'latin1')

function byMark(buffer: Buffer): string | null {
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return utf8WithStrays(buffer.subarray(3))
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return new TextDecoder('utf-16le').decode(buffer)
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return new TextDecoder('utf-16be').decode(buffer)
  return null
}

function latinOrUtf8(buffer: Buffer): string {
  if (isUtf8(buffer)) return buffer.toString('utf8')
  return valid(buffer) > strays(buffer) ? utf8WithStrays(buffer) : windows1252(buffer)
}

/** UTF-8 in which some other program has left bytes of its own: the good stays, a stray byte is read as windows-1252. */
function utf8WithStrays(buffer: Buffer): string {
  if (isUtf8(buffer)) return buffer.toString('utf8')
  if (valid(buffer) < strays(buffer)) return windows1252(buffer)
  const bytes = buffer.toString('latin1')
  return bytes.replace(/[\x80-\xff]+/g, (run) =>
    run.replace(SEQUENCE_OR_BYTE, (found) =>
      found.length > 1 ? Buffer.from(found, 'latin1').toString('utf8') : windows1252(Buffer.from(found, 'latin1')),
    ),
  )
}

const SEQUENCE =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}/g
const SEQUENCE_OR_BYTE = new RegExp(`${SEQUENCE.source}|[\\x80-\\xff]`, 'g')

const valid = (buffer: Buffer) => buffer.toString('latin1').match(SEQUENCE)?.length ?? 0
const strays = (buffer: Buffer) =>
  buffer
    .toString('latin1')
    .replace(SEQUENCE, '')
    .match(/[\x80-\xff]/g)?.length ?? 0

const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Control characters nobody writes: some program took signs of Windows for them, and so do some builds of the runtime. */
const windowsSign = (control: string) => C1[control.charCodeAt(0) - 0x80]!

const windows1252 = (buffer: Buffer) => buffer.toString('latin1').replace(/[\x80-\x9f]/g, windowsSign)

/** Without a mark the order of the bytes is where western text has its zeros. */
function utf16(buffer: Buffer): string {
  const zeros = [0, 0]
  for (let i = 0; i < Math.min(buffer.length, 4096); i++) if (buffer[i] === 0) zeros[i % 2]!++
  return new TextDecoder(zeros[0]! > zeros[1]! ? 'utf-16be' : 'utf-16le').decode(buffer)
}

function utf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, packed: string) => {
    if (packed === '') return '+'
    const bytes = Buffer.from(packed, 'base64')
    return bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString('utf16le')
  })
}

const DOS = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ'
const CP850 = `${DOS}ø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0`
const CP437 = `${DOS}¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0`

const DOS_PAGES = { cp850: CP850, cp858: CP850.replace('ı', '€'), cp437: CP437 }

const oldDos = (buffer: Buffer, label: keyof typeof DOS_PAGES) =>
  buffer.toString('latin1').replace(/[\x80-\xff]/g, (byte) => DOS_PAGES[label][byte.charCodeAt(0) - 0x80] ?? '\ufffd')
