import { expect, test } from 'vitest'
import { openSender } from '../../server/mail/outgoing/sender.ts'
import { later, look, MARIA, ok, open, refusal, say } from '../acts.ts'
import { newMailDesk, OURS } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
const mail = newMailDesk(world, {
  signature: 'Atentamente,\n{{ agent.name }} · {{ company.name }}',
  plusAddressing: true,
})

async function send(seconds = 10) {
  await world.at(later(world.now(), { seconds }))
  const sender = openSender(world.desk, world.asSystem)
  await sender.round()
  await sender.idle()
}
const writes = (id: number, body: object) => say(world.ben, id, { kind: 'email', ...body })
const stateOf = async (id: number, interactionId: number) =>
  (await listed(id)).find((each: any) => each.id === interactionId).delivery
const listed = async (id: number) => ok(await world.ben.call('GET', `/api/tickets/${id}/interactions`)).items

test('Ben answers María by mail: it leaves ten seconds later, as it was shown', async () => {
  const { id } = await open(world.ben)
  const { interaction } = await writes(id, { html: '<p>Ya lo <b>vemos</b>.</p>' })
  expect(interaction).toMatchObject({
    from: { name: 'Soporte', address: OURS },
    to: [{ name: MARIA.name, address: MARIA.email }],
    subject: `No imprime facturas [#${id}]`,
    delivery: { state: 'queued', recipients: [{ address: MARIA.email, role: 'to', state: 'queued' }] },
  })
  await send(9)
  expect(mail.peer.received).toEqual([])
  await send(1)
  const [got] = mail.peer.received
  expect(got!.to).toEqual([MARIA.email])
  expect(got!.mail).toMatchObject({ subject: `No imprime facturas [#${id}]`, from: { text: `"Soporte" <${OURS}>` } })
  expect(got!.mail.text).toContain('Ya lo vemos.\n\n-- \nAtentamente,\nBen · Panadería Sur')
  expect(got!.mail.html).toContain('<b>vemos</b>')
  expect(got!.mail.headers.has('auto-submitted')).toBe(false)
  expect(await stateOf(id, interaction.id)).toMatchObject({ state: 'sent', recipients: [{ state: 'sent' }] })
  expect((await look(world.ben, id)).targets[0].metAt).not.toBeNull()
})

test('nothing is sent where there is nobody to send it to, or where it is no address of anybody', async () => {
  const { id } = await open(world.ben, { customer: { name: 'Sin Correo' } })
  const tries: [object, string][] = [
    [{ text: 'x' }, 'to'],
    [{ text: 'x', to: [] }, 'to'],
    [{ text: 'x', to: ['maria'] }, 'to'],
    [{ text: 'x', to: ['a@x.cl\r\nBcc: eva@x.cl'] }, 'to'],
    [{ text: 'x', to: ['a@x.cl'], cc: [OURS.toUpperCase()] }, 'cc'],
    [{ text: 'x', to: ['a@x.cl'], bcc: [OURS.replace('@', '+abc@')] }, 'bcc'],
    [{ text: 'x', to: ['a@x.cl'], subject: 'Hola\r\nBcc: eva@x.cl' }, 'subject'],
    [{ to: ['a@x.cl'] }, 'text'],
  ]
  for (const [body, field] of tries) {
    const refused = await world.ben.call('POST', `/api/tickets/${id}/interactions`, { kind: 'email', ...body })
    expect([body, refused.status, Object.keys(refused.body.fields ?? {})]).toEqual([body, 400, [field]])
  }
  expect(
    refusal(await world.leo.call('POST', `/api/tickets/${id}/interactions`, { kind: 'email', text: 'x' }))[0],
  ).toBe(403)
})
