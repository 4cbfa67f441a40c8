import { crc32, deflateSync } from 'node:zlib'
import type { Chance } from '../../big/chance.ts'
import type { CategoryName } from '../categories.ts'
import type { Country } from '../papers.ts'
import { GLYPHS } from './glyphs.ts'

export type Enclosed = { filename: string; contentType: string; content: Buffer; inline: boolean }

/** What people enclose with a problem of this kind, and how they say so; most enclose nothing. */
export function enclosureFor(
  about: CategoryName,
  country: Country,
  chance: Chance,
): { file: Enclosed; says: string } | null {
  if (about === 'factura' || about === 'cobros')
    return {
      file: invoiceFile(country, chance),
      says: chance.one(['Adjunto la factura.', 'Va adjunta una de ellas, por si ayuda.', 'Les dejo el PDF adjunto.']),
    }
  if (about === 'inventario' || about === 'informes' || about === 'cotizaciones')
    return {
      file: { filename: 'productos.csv', contentType: 'text/csv', content: list(chance), inline: false },
      says: chance.one(['Adjunto el listado.', 'Va adjunto el archivo con los productos.']),
    }
  const shown = SCREENS[about]
  if (!shown) return null
  return {
    file: screenPhoto(chance.one(shown)),
    says: chance.one(['Abajo va lo que aparece.', 'Pego abajo lo que se ve en la pantalla.', 'Al final va una foto.']),
  }
}

const SCREENS: Partial<Record<CategoryName, string[][]>> = {
  caja: [
    ['CAJA 2', '', 'SIN CONEXION', 'REINTENTE EN 30 S'],
    ['VENTA 004127', '', 'ERROR AL GRABAR', 'CODIGO 417'],
  ],
  pedidos: [['PEDIDO PAGADO', '', 'LOCAL: CASA MATRIZ', 'ESTADO: SIN COMANDA']],
  red: [['RED', '', 'SIN RESPUESTA', 'IP 192.168.1.1']],
  impresoras: [['IMPRESORA 1', '', 'SIN PAPEL', 'REVISE LA CUBIERTA']],
  balanzas: [['BALANZA', '', '0,000 KG', 'SIN COMUNICACION']],
  lectores: [['LECTOR', '', 'CODIGO NO LEIDO', 'BATERIA 4']],
  agenda: [['AGENDA', '', 'HORA YA OCUPADA', 'ERROR 12']],
  movil: [['SINCRONIZANDO', '', '0 DE 38 ENVIADOS', 'SIN SERVICIO']],
  sistema: [['EXPORTANDO...', '', 'MEMORIA INSUFICIENTE', 'CIERRE Y REINTENTE']],
}

const [WIDTH, HEIGHT, DOT] = [480, 220, 3]

export const screenPhoto = (rows: string[]): Enclosed => ({
  ...{ filename: 'captura.png', contentType: 'image/png', content: photo(rows), inline: true },
})

/** The display of a till: pale letters of dots on dark glass. */
function photo(rows: string[]): Buffer {
  const pixels = Buffer.alloc((WIDTH + 1) * HEIGHT)
  rows.forEach((row, line) => {
    ;[...row].forEach((letter, place) => {
      GLYPHS[letter]?.forEach((column, x) => {
        for (let y = 0; y < 7; y++)
          if ((column >> y) & 1) dot(pixels, 24 + (place * 6 + x) * DOT, 30 + (line * 13 + y) * DOT + line * 3)
      })
    })
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const palette = Buffer.from([18, 32, 38, 146, 236, 170])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...[
      chunk('IHDR', header),
      chunk('PLTE', palette),
      // As large as pictures of screens are.
      chunk('IDAT', deflateSync(pixels, { level: 0 })),
      chunk('IEND', Buffer.alloc(0)),
    ],
  ])
}

/** Each line begins with a byte that says how it is filtered: not at all. */
function dot(pixels: Buffer, left: number, top: number) {
  for (let y = top; y < top + DOT && y < HEIGHT; y++)
    pixels.fill(1, y * (WIDTH + 1) + 1 + left, y * (WIDTH + 1) + 1 + Math.min(left + DOT, WIDTH))
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

const GOODS =
  'Harina 25 kg|Levadura fresca|Aceite 5 l|Azúcar 1 kg|Café molido|Té verde|Arroz 1 kg|Sal fina|Leche entera|Queso laminado'.split(
    '|',
  )

function list(chance: Chance): Buffer {
  const rows = GOODS.map((name, i) => `${1001 + i};${name};${chance.between(0, 140)};${chance.between(0, 140)}`)
  return Buffer.from(`\ufeff${['Código;Producto;Sistema;Contado', ...rows].join('\r\n')}\r\n`)
}

const TAX: Record<Country, { name: string; rate: number; sign: string; least: number }> = {
  CL: { name: 'IVA', rate: 19, sign: '$', least: 1000 },
  ES: { name: 'IVA', rate: 21, sign: 'EUR', least: 1 },
  MX: { name: 'IVA', rate: 16, sign: '$', least: 20 },
  AR: { name: 'IVA', rate: 21, sign: '$', least: 1000 },
  PE: { name: 'IGV', rate: 18, sign: 'S/', least: 4 },
}

export function invoiceFile(country: Country, chance: Chance): Enclosed {
  const number = chance.between(1200, 48_900)
  const { name, rate, sign, least } = TAX[country]
  const net = chance.between(18, 940) * least
  const tax = Math.round((net * rate) / 100)
  const row = (label: string, amount: number) => `${label.padEnd(14)}${sign} ${amount.toLocaleString('es-CL')}`
  const content = pdf([
    ...['FACTURA ELECTRÓNICA', `N° ${number}`, '', 'Detalle', '  Mercadería según guía de despacho', ''],
    ...[row('Neto', net), row(`${name} ${rate} %`, tax), row('Total', net + tax)],
  ])
  return { filename: `factura_${number}.pdf`, contentType: 'application/pdf', content, inline: false }
}

/** One page in the simplest PDF there is. */
function pdf(text: string[]): Buffer {
  const drawn = text.map((line) => `(${line.replace(/[()\\]/g, '\\$&')}) '`).join('\n')
  const content = `BT /F1 13 Tf 20 TL 60 760 Td\n${drawn}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
  ]
  let written = '%PDF-1.4\n'
  const offsets = objects.map((body, i) => {
    const offset = written.length
    written += `${i + 1} 0 obj\n${body}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 6\n0000000000 65535 f \n${offsets.join('')}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${written.length}\n%%EOF\n`
  return Buffer.from(written + table, 'latin1')
}
