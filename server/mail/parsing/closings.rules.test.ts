import { expect, test } from 'vitest'
import { isAdvertisement } from './closings.rules.ts'

test.each([
  'Enviado desde mi iPhone',
  'Enviado do Yahoo Mail no Android',
  'Enviado pelo meu iPhone',
  'Enviado de forma segura con Tuta Mail:',
  'Sent with Tutanota, enjoy secure & ad-free emails.',
  'Enviado desde Yahoo Mail. Consigue la app',
  'Yahoo Mail: busca, organiza, conquista',
  'Enviado a través de la aplicación móvil de IONOS',
  'Enviado por Roundcube Webmail',
  'Enviado via Gmail',
  'Enviado desde mi Redmi Note 12 Pro 5G',
  'Enviado desde mi dispositivo Android con K-9 Mail. Por favor, disculpa mi brevedad.',
  'Sent from my T-Mobile 5G Device',
  'Sent from the all new AOL app for iOS',
  'Sent from my Verizon, Samsung Galaxy smartphone',
  'Verzonden vanuit Outlook',
  'Verzonden met FairEmail <https://fairemail.example/>',
  'Inviato da Posta per Windows',
  'Envoyé depuis l’application Mail Orange',
  'Diese Nachricht wurde von meinem Android-Mobiltelefon mit GMX Mail gesendet.',
  'Obtener Outlook para Android <https://aka.example/x>',
])('S10: «%s» is a program’s', (line) => {
  expect(isAdvertisement(line)).toBe(true)
})

test.each([
  'Enviado desde mi sucursal de Quito',
  'Enviado por correo certificado',
  'Enviado pelo correio ontem',
  'Enviado por mail a Juan',
  'Sent via email to John',
  'Enviado con Spark el lunes, todavía no llega',
  'Enviado con Tuta; no me llegó',
  'Enviado con seguridad',
  'Enviado desde mi celular, llámeme al 555',
  'Enviado desde mi celular, mi número es 555 4433',
  'Enviado con dispositivo de prueba',
  'Enviado desde mi celular. Descarga la app y se cierra',
  'Enviado do celular do João ontem',
  'Envoyé avec la facture',
  'Gesendet mit DHL',
])('S10: «%s» is a person’s', (line) => {
  expect(isAdvertisement(line)).toBe(false)
})
