import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readCourtesy } from './thanks.rules.ts'

test.each([
  'Gracias',
  '¡Muchas gracias!',
  'ok',
  'OK, gracias',
  'Perfecto. Saludos',
  'Thanks!',
  'Thank you very much',
  'Muito obrigado',
  'Vale, gracias por su ayuda',
])('"%s" is thanks and nothing else', (text) => {
  expect(readCourtesy(text, 0).bareThanks).toBe(true)
})

test.each([
  'Gracias, pero sigue fallando',
  'Gracias. ¿Y la otra impresora?',
  'No funciona',
  'no, gracias',
  'Gracias por nada, sigue igual',
  'Hola',
  'Buenos días',
  '',
  'Gracias, quedo atento a la otra impresora',
  'Thanks, but it still fails',
  'ok?',
  `Gracias ${'muchas '.repeat(40)}`,
])('"%s" says more, or less, than thanks', (text) => {
  expect(readCourtesy(text, 0)).toMatchObject({ bareThanks: false, confirms: false })
})

const SIGNED =
  'Marta Soto\nJefa de Compras\nComercial Río Claro SpA\nCel. +56 9 8765 4321 | marta@rioclaro.example\nwww.rioclaro.example'

test.each([`Muchas gracias.\n\nSaludos,\n\n${SIGNED}`, `Ok, gracias\n${SIGNED}`, 'Gracias\nMarta'])(
  'what stands below her own name is Marta’s signature: %j',
  (text) => {
    expect(readCourtesy(text, 0, 'Marta Soto').bareThanks).toBe(true)
  },
)

test.each([
  `Gracias, sigue igual\n${SIGNED}`,
  `Gracias\n${SIGNED}\nLa otra sigue igual`,
  `Gracias\n${SIGNED}\nPD: falta la otra`,
  `Gracias\n${SIGNED}\n¿Cuándo?`,
  'Gracias\nMarta\nNO SIRVE',
  'Gracias\nMarta\nNo',
  'Gracias\nLa impresora',
])('but whatever Marta says there counts: %j', (text) => {
  expect(readCourtesy(text, 0, 'Marta Soto').bareThanks).toBe(false)
})

test.each([
  ['Gerencia', 'Confirmo\n\nAtte.\nLuis Rojas V.\nGerente General\nwww.rioclaro.example'],
  ['Ventas', 'Sí, quedó funcionando. Saludos,\nPedro Pérez\n+56 9 8765 4321'],
  ['', 'Confirmo\nPedro Pérez González\nBodega'],
  [
    'Recepción',
    'Estimados:\nSí, quedó funcionando perfecto.\nSaludos cordiales,\nPedro Pérez\nSubgerente de Operaciones',
  ],
])('E7: whoever writes from the address of %s confirms as whoever signs: %j', (writer, text) => {
  expect(readCourtesy(text, 0, writer).confirms).toBe(true)
})

test.each([
  'Confirmo\nAtte.\nPedro Pérez\nLa impresora hace ruido',
  'Confirmo\nSaludos,\nFalta la otra',
  'Confirmo\nPedro Pérez\nnecesito otra cuenta',
  'Confirmo\nLlámenme',
])('E7: and what they say below is heard: %j', (text) => {
  expect(readCourtesy(text, 0, 'Ventas')).toEqual({ bareThanks: false, confirms: false, agrees: false })
})

test('thanks with a photo say more than thanks', () => {
  expect(readCourtesy('Gracias', 1).bareThanks).toBe(false)
})

test.each([
  'Confirmo, gracias',
  'Solucionado',
  'Ya funciona, muchas gracias',
  'Hola confirmo que quedo todo ok muchas gracias por la ayuda que tengan buen fin de semana',
  'It works now, thanks',
  'Resolvido, obrigada',
])('with "%s" María confirms', (text) => {
  expect(readCourtesy(text, 0)).toMatchObject({ bareThanks: true, confirms: true })
})

test.each(['Gracias', 'No confirmo', 'No está solucionado', '¿Solucionado?'])('"%s" confirms nothing', (text) => {
  expect(readCourtesy(text, 0).confirms).toBe(false)
})

test.each([
  'La impresora imprime la hoja vacía',
  'La máquina prende la luz',
  'Quedó activo el bloqueo',
  'Quedó todo como antes',
  'Quedó resuelto el caso de mi vecina',
  'Confirmo. Ya me cortaron la luz',
  'Confirmado, ya hablé con su gerente',
  'Confirmo. Háganlo bien',
  'Pueden cerrar mi orden',
  'Confirmo\nAtte.\nImpresora Rota',
])('E7: built like a confirmation, %j is none', (text) => {
  expect(readCourtesy(text, 0)).toEqual({ bareThanks: false, confirms: false, agrees: false })
})

type Sample = { text: string; is: 'confirms' | 'thanks' | 'more'; writer: string; missed?: true }
/** What people answer to «¿Quedó todo bien?», by writers who had not seen the rules. `missed`: read as saying more, which costs a look. */
const SAMPLES: Sample[] = JSON.parse(readFileSync(new URL('thanks.samples.json', import.meta.url), 'utf8'))
const readAs = ({ text, writer }: Sample): Sample['is'] => {
  const { bareThanks, confirms, agrees } = readCourtesy(text, 0, writer)
  if (confirms || agrees) return 'confirms'
  return bareThanks ? 'thanks' : 'more'
}
const wrong = (of: Sample[]) => of.filter((each) => readAs(each) !== each.is).map((each) => [each.text, readAs(each)])

test('of all that says more, nothing is taken for a confirmation, or for mere thanks', () => {
  expect(wrong(SAMPLES.filter(({ is }) => is === 'more'))).toEqual([])
})

test('who confirms or thanks is understood, in so many of their ways', () => {
  const courteous = SAMPLES.filter(({ is }) => is !== 'more')
  const missed = courteous.filter((each) => each.missed)
  console.info(`confirmations and thanks understood: ${courteous.length - missed.length} of ${courteous.length}`)
  expect(wrong(courteous.filter((each) => !each.missed))).toEqual([])
})

test('E7: whoever confirms and says one thing more is heard', () => {
  const courteous = SAMPLES.filter(({ is }) => is !== 'more')
  for (const more of [
    'La impresora de arriba hace ruido.',
    'Pero la otra no.',
    '¿Y la otra?',
    'Call me tomorrow',
    'Falta la llave',
  ])
    expect(wrong(courteous.map((each) => ({ ...each, is: 'more', text: `${each.text}\n${more}` })))).toEqual([])
})

// Patterns that hold so many choices could take hours over the wrong words: this test would not end.
test('however often somebody repeats whatever, it is read', () => {
  for (const words of ['ok', 'si', 'todo', 'que', 'la la', 'confirmo que', 'esta bien', 'gracias por', 'la x de la x'])
    for (const end of ['', 'x', ' pero'])
      for (const times of [5, 14, 60])
        expect(readCourtesy(`${words} `.repeat(times) + end, 0, 'Ana')).toBeTypeOf('object')
})
