import { beforeAll, beforeEach, expect, test } from 'vitest'
import { complete, later, look, MARIA, ok, open, say } from '../acts.ts'
import { send } from '../mails.ts'
import { mailRounds, newMailDesk, OURS } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// E6, E7: asked whether all is well, people answer in words of their own. Who says yes leaves nobody anything to do; who says more is heard.

const world = newWorld()
const mail = newMailDesk(world)
const SERVER = 'mx.panaderia-sur.example'
beforeAll(async () => {
  const [{ id, version }] = ok(await world.raiz.call('GET', '/api/mailboxes')).items
  ok(await world.raiz.call('PATCH', `/api/mailboxes/${id}`, { version, trustedServer: SERVER }))
})
// Each story has an hour of its own: brakes count by the hour.
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

/** A ticket that María heard is solved, and what she answers to that very mail. */
async function answersTheNotice(text: string, more?: object) {
  const { id } = await open(world.ben, { channel: 'chat', ownerId: world.ben.id })
  await complete(world.ben, id)
  await mailRounds(world, 10)
  const { mail: notice } = await mail.peer.newest(`#${id}`)
  await answers(notice.messageId!, text, more)
  return id as number
}

const answers = (messageId: string, text: string, more: object = {}) =>
  send(
    world,
    {
      ...{ from: MARIA.email, answers: messageId, text, ...more },
      headers: [`Authentication-Results: ${SERVER}; dmarc=pass header.from=${MARIA.email.split('@')[1]}`],
    },
    OURS,
  )

test.each([
  'Confirmo que quedó funcionando',
  'Sí, pueden cerrarlo. Saludos',
  'Funciona perfecto ahora, ¡gracias!',
  'Sí',
])('«%s» confirms: the ticket stays solved, and nobody is told twice', async (text) => {
  const id = await answersTheNotice(text)
  expect(await look(world.ben, id)).toMatchObject({ status: 'completed', acceptedAt: expect.any(String) })
  await mailRounds(world, 60)
  expect(mail.peer.received.filter((got) => got.mail.subject?.includes(`#${id}`))).toHaveLength(1)
})

test.each(['Confirmo que sigue igual', 'Sí, pero falta la otra impresora', 'Funciona a medias'])(
  '«%s» brings the ticket back',
  async (text) => {
    const id = await answersTheNotice(text)
    expect(await look(world.ben, id)).toMatchObject({ status: 'in_progress', acceptedAt: null, newInteraction: true })
  },
)

test('E7: a photograph within the text says more than «Confirmo» above it; the logo of a signature does not', async () => {
  const pasted = (kilobytes: number) => ({
    html: '<p>Confirmo</p><p><img src="cid:foto"></p>',
    attachments: [{ name: 'foto.png', type: 'image/png', bytes: 'x'.repeat(kilobytes * 1024), contentId: 'foto' }],
  })
  for (const [kilobytes, status] of [
    [60, 'in_progress'],
    [4, 'completed'],
  ] as const)
    expect((await look(world.ben, await answersTheNotice('Confirmo', pasted(kilobytes)))).status).toBe(status)
})

test('E7: nor does the picture María sent when she asked, which her program quotes below', async () => {
  const pasted = {
    html: '<p>No imprime: vea la foto</p><p><img src="cid:foto"></p>',
    attachments: [{ name: 'foto.png', type: 'image/png', bytes: 'y'.repeat(60 * 1024), contentId: 'foto' }],
  }
  const { ticketId } = await send(world, { from: MARIA.email, ...pasted }, OURS)
  await complete(world.ada, ticketId)
  await mailRounds(world, 10)
  const { mail: notice } = await mail.peer.newest(`está resuelta: No imprime facturas [#${ticketId}]`)
  await answers(notice.messageId!, 'Confirmo', {
    ...pasted,
    html: pasted.html.replace(/^<p>.*?<\/p>/, '<p>Confirmo</p>'),
  })
  expect((await look(world.ada, ticketId)).status).toBe('completed')
})

test('E7: a bare yes says what it was asked: to another question of Ben’s it confirms nothing', async () => {
  for (const [asks, status] of [
    ['¿Sigue fallando la impresora?', 'in_progress'],
    [null, 'completed'],
  ] as const) {
    const { id, version } = await open(world.ben, { channel: 'chat', ownerId: world.ben.id })
    const done = { status: 'completed', solution: 'Se cambió el tóner', version }
    if (asks) await complete(world.ben, id)
    await say(world.ben, id, asks ? { kind: 'email', text: asks } : { kind: 'email', text: 'Quedó listo.', ...done })
    await mailRounds(world, 10)
    const got = mail.peer.received.findLast((each) => each.mail.text!.startsWith(asks ?? 'Quedó listo.'))!
    await answers(got.mail.messageId!, 'Sí')
    expect((await look(world.ben, id)).status).toBe(status)
  }
})
