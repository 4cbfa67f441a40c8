import type pg from 'pg'
import { fold } from '../../server/customers/names.rules.ts'
import { type Chance, chanceFrom } from './chance.ts'

/** A word with what the search index makes of it: its Spanish stem (null for stop words) and its plain form. */
export type Word = { text: string; stem: string | null; plain: string }
export type Vocabulary = { everyday: Word[]; common: Word; rare: Word[]; first: Word[]; last: Word[] }

/** Each rare word stands in three tickets; one ticket of twenty has one. */
export const RARE_SHARE = 20

const FREQUENT =
  `de la que el en y a los no se con por un para una su al lo como más pero sus le ya este cuando muy sin sobre
también hasta hay donde desde todo nos durante todos uno`.split(/\s+/)
const TELLING =
  `error sistema usuario factura correo pantalla cuenta clave pedido equipo red servidor archivo reporte programa
versión actualización mensaje cliente servicio llamada contraseña acceso internet caja venta bodega sucursal boleta cobro pago
tarjeta contrato instalación garantía repuesto técnico visita cable teclado monitor teléfono central línea anexo respaldo licencia
antivirus navegador ventana botón lista informe inventario producto precio descuento proveedor despacho guía entrega retraso reclamo
devolución cambio nombre dirección número fecha hora mañana tarde ayer hoy semana mes año cierre apertura turno jefe gerente
contabilidad nómina sueldo banco transferencia saldo cuota deuda plan móvil señal antena cobertura corte luz energía agua bomba motor
sensor alarma cámara puerta llave horno amasadora balanza etiqueta código barra lector rollo papel tinta tóner bandeja atasco ruido
lento lenta bloqueado caído apagado encendido roto dañado perdido duplicado vencido pendiente urgente normal nuevo antiguo anterior
siguiente primero último abre cierra imprime guarda borra carga envía recibe muestra pide responde funciona falla aparece desaparece
reinicia conecta desconecta actualiza instala configura revisa prueba confirma solicita necesita quiere puede debe dice indica señala
intenta logra queda sigue vuelve pasa ocurre sucede empieza termina demora tarda espera`.split(/\s+/)
const FIRST =
  `María Ana Carmen Josefa Isabel Laura Marta Elena Lucía Paula Sofía Valentina Camila Javiera Catalina Antonia Francisca
Constanza Daniela Fernanda Gabriela Carolina Andrea Claudia Patricia Verónica Mónica Sandra Rosa Teresa José Juan Luis Carlos Jorge
Manuel Francisco Pedro Antonio Miguel Ángel Rafael Diego Andrés Felipe Sebastián Matías Nicolás Cristián Rodrigo Gonzalo Ignacio
Vicente Benjamín Martín Tomás Joaquín Óscar Iván Raúl Héctor Víctor Eduardo Ricardo Fernando Alejandro Roberto Sergio Pablo`.split(
    /\s+/,
  )
const LAST =
  `González Muñoz Rojas Díaz Pérez Soto Contreras Silva Martínez Sepúlveda Morales Rodríguez López Fuentes Hernández Torres
Araya Flores Espinoza Valenzuela Castillo Tapia Reyes Gutiérrez Castro Pizarro Álvarez Vásquez Sánchez Fernández Ramírez Carrasco
Gómez Cortés Herrera Núñez Jara Vergara Rivera Figueroa Riquelme García Miranda Bravo Vera Molina Vega Campos Sandoval Orellana`.split(
    /\s+/,
  )
const SYLLABLES =
  `ba be bi bo ca co cu da de di do fa fe fi ga go la le li lo lu ma me mi mo na ne ni no pa pe po ra re ri ro sa se si
so ta te ti to va ve vi za zo`.split(/\s+/)

/** The words of a desk with this many tickets, each with its stem as the database itself makes it. */
export async function vocabularyFor(client: pg.Client, seed: number, tickets: number): Promise<Vocabulary> {
  const chance = chanceFrom(seed)
  const made = [...new Set(Array.from({ length: 6000 }, () => invented(chance, chance.between(2, 4))))]
  const everyday = [...FREQUENT, ...TELLING, ...made.slice(0, 5800)]
  const rare = Array.from({ length: Math.max(1, Math.floor(tickets / RARE_SHARE / 3)) }, (_, i) => counted(i))
  const last = [...LAST, ...made.slice(0, 2000).map((word) => word[0]!.toUpperCase() + word.slice(1))]
  const learn = await learner(client, [...everyday, 'impresora', ...rare, ...FIRST, ...last])
  return {
    everyday: everyday.map(learn),
    common: learn('impresora'),
    rare: rare.map(learn),
    first: FIRST.map(learn),
    last: last.map(learn),
  }
}

/** Zipf's law: the word of rank r is met about 1/r as often as the first. */
export function zipfTable(words: Word[]): Uint16Array {
  const weights = words.map((_, rank) => 1 / (rank + 3))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const table = new Uint16Array(65_536)
  let filled = 0
  let sum = 0
  weights.forEach((weight, rank) => {
    sum += weight
    for (; filled < Math.round((sum / total) * table.length); filled++) table[filled] = rank
  })
  return table
}

async function learner(client: pg.Client, words: string[]) {
  const { rows } = await client.query<{ word: string; stem: string | null }>(
    `select word, (ts_lexize('spanish_stem', word))[1] as stem from unnest($1::text[]) word`,
    [words],
  )
  const stems = new Map(rows.map(({ word, stem }) => [word, stem]))
  return (text: string): Word => ({ text, stem: stems.get(text) ?? null, plain: fold(text) })
}

const invented = (chance: Chance, length: number) =>
  Array.from({ length }, () => chance.one(SYLLABLES)).join('') + chance.one(['', '', 'n', 'r', 's'])

/** A word for a number, each its own: "zor" begins none of the invented ones. */
function counted(number: number): string {
  let word = ''
  for (let rest = number, i = 0; i < 4; i++, rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length]
  return `zor${word}x`
}
