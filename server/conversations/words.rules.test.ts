import { expect, test } from 'vitest'
import { carriesWords, confirmsByPhone, reachedCustomer } from './calling.rules.ts'
import { CALL_RESULTS } from './contract.ts'
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
  expect(readCourtesy(text, 0)).toEqual({ bareThanks: false, confirms: false })
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

test('thanks with a photo say more than thanks', () => {
  expect(readCourtesy('Gracias', 1).bareThanks).toBe(false)
})

test.each([
  'Confirmo, gracias',
  'Solucionado',
  'Ya funciona, muchas gracias',
  'It works now, thanks',
  'Resolvido, obrigada',
])('with "%s" María confirms', (text) => {
  expect(readCourtesy(text, 0)).toEqual({ bareThanks: true, confirms: true })
})

test.each(['Gracias', 'No confirmo', 'No está solucionado', '¿Solucionado?'])('"%s" confirms nothing', (text) => {
  expect(readCourtesy(text, 0).confirms).toBe(false)
})

test('María’s words reach us in a call that was answered or spoken onto the voicemail, never in ours to her', () => {
  expect(CALL_RESULTS.filter((result) => carriesWords('in', result))).toEqual(['answered', 'voicemail'])
  expect(CALL_RESULTS.filter((result) => carriesWords('out', result))).toEqual([])
})

test('our words reach her where somebody, or her voicemail, took the call; her own voicemail with us does not answer her', () => {
  expect(CALL_RESULTS.filter((result) => reachedCustomer('out', result))).toEqual([
    'answered',
    'voicemail',
    'callback_agreed',
  ])
  expect(CALL_RESULTS.filter((result) => reachedCustomer('in', result))).toEqual(['answered', 'callback_agreed'])
})

test('E7: on the phone she confirms when asked for it, answering, and it is solved', () => {
  const call = { result: 'answered', outcome: 'solved', objectives: ['confirm_resolution'] } as const
  expect(confirmsByPhone({ ...call, objectives: [...call.objectives] })).toBe(true)
  for (const less of [
    { result: 'voicemail' as const },
    { outcome: 'still_pending' },
    { objectives: ['obtain_details'] },
  ])
    expect(confirmsByPhone({ ...call, objectives: [...call.objectives], ...less })).toBe(false)
})
