import { expect, test } from 'vitest'
import { languageIn } from './language.rules.ts'

test.each([
  ['es', 'Buenos días, desde hoy la impresora no funciona y no puedo emitir boletas. ¿Me pueden ayudar? Gracias, Rosa'],
  ['es', 'No me llega el correo con la factura de marzo. Necesito pagarla hoy.'],
  ['en', 'Hello, the printer does not work since this morning. Could you please help us? Thank you.'],
  ['en', 'Our invoice is wrong: the total of March has been charged twice.'],
  ['pt', 'Bom dia, a impressora não funciona desde esta manhã. Podem ajudar? Obrigado.'],
  ['pt', 'Não consigo entrar na minha conta, preciso de uma nova senha até hoje.'],
  [null, 'No imprime.'],
  [null, 'Error 404 en la impresora HP LaserJet'],
  [null, 'Rechnung fehlt, bitte senden Sie mir eine neue. Vielen Dank'],
  [null, 'Hola, hoy sale "Could not connect to the server", y en el log: the host is not there'],
] as const)('E3: %s: %s', (language, words) => expect(languageIn(words)).toBe(language))
