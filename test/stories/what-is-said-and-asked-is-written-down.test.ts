import { expect, test } from 'vitest'
import { edit, items, ok, open, refusal } from '../acts.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()

const script = (who: Person, body: object) =>
  who.call('PUT', '/api/call-scripts', { groupId: world.support, language: 'es', closing: 'Adiós', ...body })
const heard = async (who: Person, id: number) => ok(await who.call('GET', `/api/calls/${id}/script`))
const call = async (who: Person, body: object = {}) => ok(await who.call('POST', '/api/calls', body), 201)

test('T2: company, agent and customer are filled in; the group’s own script goes before everybody’s, and that before the built-in one', async () => {
  const rosa = ok(await world.ben.call('POST', '/api/customers', { name: 'Rosa Díaz' }), 201)
  const { id } = await call(world.ben, { customerId: rosa.id, groupId: world.support })
  expect((await heard(world.ben, id)).greeting).toBe(
    'Buenos días, gracias por llamar a Panadería Sur. Le atiende Ben. ¿En qué puedo ayudarle, Rosa?',
  )
  ok(await script(world.raiz, { groupId: null, greeting: '{{ company.name }} a sus órdenes' }), 204)
  expect((await heard(world.ben, id)).greeting).toBe('Panadería Sur a sus órdenes')
  ok(await script(world.ada, { greeting: 'Soporte, habla {{ agent.name }}' }), 204)
  expect((await heard(world.ben, id)).greeting).toBe('Soporte, habla Ben')
  ok(await script(world.ada, { greeting: '', closing: '' }), 204)
  expect((await heard(world.ben, id)).greeting).toBe('Panadería Sur a sus órdenes')
  ok(await script(world.raiz, { groupId: null, greeting: '', closing: '' }), 204)
})

test('T2, T8: a customer who speaks Portuguese elsewhere is greeted in Portuguese, and told the hour of their place', async () => {
  const joao = { name: 'João Souza', language: 'pt', zone: 'America/Sao_Paulo' }
  const { id: customerId } = ok(await world.ben.call('POST', '/api/customers', joao), 201)
  const { id } = await call(world.ben, { customerId })
  const ticket = await open(world.ben, { customer: undefined, customerId, callId: id, priority: 'high' })
  const { language, greeting, closing, readOut } = await heard(world.ben, id)
  expect([language, greeting]).toEqual(['pt', expect.stringMatching(/^Bom dia, obrigado .* João\?$/)])
  // Santiago 17:00 in March is 17:00 in São Paulo as well; the words are the customer's.
  expect(readOut).toMatchObject({
    zone: 'America/Sao_Paulo',
    estimate: expect.stringMatching(/^em segunda-feira, 2 de março, às 17:00$/),
  })
  expect(closing).toContain(`O número do seu ticket é ${readOut.spoken}.`)
  expect(readOut.number).toBe(ticket.number)
})

test('T2: a script that names what there is not is refused with the reason, at its field, and heard before it is saved', async () => {
  for (const greeting of [
    '{{ cliente }}',
    '{{ agent.name | reverse_all }}',
    '{% for x in (1..9) %}x{% endfor %}',
    '{% include "/etc/passwd" %}',
    '{{ agent.name',
  ])
    expect([greeting, Object.keys((await script(world.raiz, { greeting })).body.fields)]).toEqual([
      greeting,
      ['greeting'],
    ])
  const preview = await world.leo.call('POST', '/api/call-scripts/preview', {
    ...{ language: 'es', greeting: 'Hola {{ customer.firstName }}', closing: '{{ ticket.spoken }}' },
  })
  expect(ok(preview)).toEqual({ greeting: 'Hola María', closing: '1 0 4 8 2' })
})

test('T2: a lead writes their group’s script, an admin everybody’s; Ben and Eva write neither', async () => {
  const greeting = 'Hola'
  expect(refusal(await script(world.ben, { greeting }))).toEqual([403, 'forbidden'])
  expect(refusal(await script(world.eva, { greeting }))).toEqual([404, 'not_found'])
  expect(refusal(await script(world.ada, { groupId: null, greeting }))).toEqual([403, 'forbidden'])
})

const category = async (body: object) => ok(await world.raiz.call('POST', '/api/categories', body), 201)
const change = (id: number, body: object) => world.raiz.call('PATCH', `/api/categories/${id}`, body)
const order = async (parentId: number | null) =>
  (await items(world.ben, '/api/categories')).filter((one) => one.parentId === parentId).map(({ name }) => name)

test('T5: categories are renamed, moved, put in order and switched off, and never tied in a knot', async () => {
  const [a, b, c] = [
    await category({ name: 'Cajas' }),
    await category({ name: 'Redes' }),
    await category({ name: 'Correo' }),
  ]
  ok(await change(c.id, { position: 0 }))
  expect(await order(null)).toEqual(['Correo', 'Cajas', 'Redes'])
  ok(await change(b.id, { parentId: a.id, name: 'Red de cajas' }))
  expect([await order(null), await order(a.id)]).toEqual([['Correo', 'Cajas'], ['Red de cajas']])
  expect(Object.keys((await change(a.id, { parentId: b.id })).body.fields)).toEqual(['parentId'])
  expect(Object.keys((await change(a.id, { parentId: a.id })).body.fields)).toEqual(['parentId'])
  ok(await change(c.id, { active: false }))
  const offered = await world.ben.call('POST', '/api/tickets', {
    ...{ description: 'x', customer: { name: 'Ana' }, channel: 'phone', categoryId: c.id },
  })
  expect(Object.keys(offered.body.fields)).toEqual(['categoryId'])
})

test('T5: questions are said in the reader’s language and kept in order; one taken out keeps the answers it got', async () => {
  const { id, questions } = await category({
    name: 'Pantallas',
    questions: [
      { text: '¿Modelo?', texts: { en: 'Model?' } },
      { text: '¿Encendida?', kind: 'yes_no', neededFor: 'diagnosis' },
    ],
  })
  const ticket = await open(world.ben, { categoryId: id, answers: [{ questionId: questions[0].id, value: 'X1' }] })
  const english = await world.ben.call('GET', '/api/categories', undefined, { 'accept-language': 'en' })
  const asked = english.body.items.find((one: any) => one.id === id).questions
  expect(asked.map(({ text }: any) => text)).toEqual(['Model?', '¿Encendida?'])
  const changed = ok(
    await change(id, {
      questions: [{ id: questions[1].id, text: '¿Está encendida?', kind: 'yes_no' }, { text: '¿Desde cuándo?' }],
    }),
  )
  expect(changed.questions.map(({ text }: any) => text)).toEqual(['¿Está encendida?', '¿Desde cuándo?'])
  expect(ok(await world.ben.call('GET', `/api/tickets/${ticket.id}`)).answers).toEqual([
    { questionId: questions[0].id, value: 'X1' },
  ])
  await edit(world.ben, ticket.id, { answers: [{ questionId: questions[1].id, value: 'yes' }] })
  const url = `/api/tickets/${ticket.id}/changes`
  const { items: changes } = ok(await world.ben.call('GET', url, undefined, { 'accept-language': 'en' }))
  expect(changes).toContainEqual(expect.objectContaining({ fieldText: '¿Está encendida?', new: 'yes', newText: 'Yes' }))
  expect((await change(id, { questions: [{ text: '¿Color?', kind: 'choice' }] })).status).toBe(400)
  expect((await change(id, { questions: [{ id: 999_999, text: 'x' }] })).status).toBe(400)
  expect(refusal(await world.ada.call('PATCH', `/api/categories/${id}`, { name: 'x' }))).toEqual([403, 'forbidden'])
})
