import { openSender } from '../server/mail/outgoing/sender.ts'
import type { World } from '../test/world.ts'
import { chanceFrom } from './big/chance.ts'
import { screenPhoto } from './demo/mail/enclosures.ts'
import { ADDRESS, MAILBOX } from './demo/mail/post.ts'
import { rawMail } from './demo/mail/raw.ts'
import { openSink } from './demo/mail/sink.ts'
import { daysAgo, expectOk, say } from './small.ts'

/** A mail with a picture in it, and Ben's answer, which has left. */
export async function playMail(world: World): Promise<{ id: number }> {
  const { ben, raiz, desk, asSystem } = world
  const sink = await openSink()
  const box = { address: ADDRESS, name: MAILBOX, outgoing: sink.outgoing }
  expectOk(
    await raiz.call('POST', '/api/mailboxes', { ...box, signature: '{{ agent.name }} · Soporte', confirms: false }),
  )
  await world.at(daysAgo(1, 17, 20))
  const page = {
    text: 'Buenos días:\n\nDesde la actualización de anoche la caja 2 no graba las ventas. Esto es lo que aparece al cobrar; con la caja 1 no ocurre.\n\nQuedo a la espera.\nRocío',
    ...{ signature: 'Rocío Ibáñez Peña\nMinimarket Los Tilos', quoted: null, device: '' },
  }
  const from = {
    name: 'Rocío Ibáñez Peña',
    address: 'rocio@minimarket.example',
    client: 'gmail',
    zone: 'America/Santiago',
  } as const
  const letter = {
    from,
    subject: 'La caja 2 no graba las ventas',
    at: world.now(),
    page,
    enclosed: screenPhoto(['VENTA 004127', '', 'ERROR AL GRABAR', 'CODIGO 417']),
  }
  const raw = await rawMail(letter, chanceFrom(7))
  const { ticketId } = expectOk(await raiz.call('POST', '/api/mails', raw, { 'content-type': 'message/rfc822' }))
  await world.at(daysAgo(1, 17, 34))
  await say(ben, ticketId, {
    kind: 'email',
    html: '<p>Hola, Rocío:</p><p>Gracias por la foto, con ella lo encontramos. Por favor, en este orden:</p><ol><li>Cierre la venta en la caja 2.</li><li>Pulse <strong>Sincronizar</strong> en el menú de la caja.</li><li>Grabe una venta de prueba y cuéntenos.</li></ol>',
    ...{ status: 'customer_action', ownerId: ben.id },
  })
  await world.at(daysAgo(1, 17, 35))
  const sender = openSender(desk, asSystem)
  await sender.round()
  await sender.idle()
  await sender.close()
  await sink.close()
  return { id: ticketId }
}
