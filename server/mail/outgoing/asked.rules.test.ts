import { expect, test } from 'vitest'
import { putsQuestion } from './asked.rules.ts'

const mail =
  'Estimada María:\n\nNecesitamos estos datos:\n\n1. ¿Desde cuándo\n   ocurre?\n2. Modelo (HP / Epson)\n\nGracias'

test('E2: a question is known again in the mail that put it, in whichever language, however its lines were broken', () => {
  expect(putsQuestion(mail, ['¿Desde cuándo ocurre?'])).toBe(true)
  expect(putsQuestion(mail, ['Since when?', '¿desde cuándo  ocurre?'])).toBe(true)
  expect(putsQuestion(mail, ['Modelo'])).toBe(true)
  expect(putsQuestion('Y dígame: ¿Desde cuándo ocurre?', ['¿Desde cuándo ocurre?'])).toBe(true)
})

test('E2: what was not put was not asked, nor is a word that merely occurs', () => {
  expect(putsQuestion(mail, ['¿Ya reiniciaron el equipo?'])).toBe(false)
  expect(putsQuestion('Vimos que el modelo no coincide.', ['Modelo'])).toBe(false)
  expect(putsQuestion(mail, ['', ' '])).toBe(false)
})
