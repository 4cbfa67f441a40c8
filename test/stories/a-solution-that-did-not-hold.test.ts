import { expect, test } from 'vitest'
import { bulk } from '../../server/worker.ts'
import { complete, edit, items, look, mariaSays, ok, open, refusal, say, tryEdit } from '../acts.ts'
import { newWorld } from '../world.ts'

// E6, E9: what María refused, or what was reopened by anybody, is not told to her again as the solution unless somebody says so anew.

const world = newWorld()
const OLD = 'Se reinició la cola de impresión'

const refused = async (words = 'No confirmo: sigue sin imprimir') => {
  const { id } = await open(world.ben)
  await complete(world.ben, id, OLD)
  await mariaSays(world.ben, id, words)
  return id as number
}

test('E6: a refused solution completes nothing until it is said anew, and what María said is at hand', async () => {
  const id = await refused()
  expect(await look(world.ben, id)).toMatchObject({
    status: 'in_progress',
    solution: OLD,
    reopenedSince: { words: 'No confirmo: sigue sin imprimir' },
  })
  for (const status of ['completed', 'closed']) {
    const answer = await tryEdit(world.ada, id, { status })
    expect(refusal(answer)).toEqual([422, 'solution_required'])
    expect(answer.body.detail).toContain('se reabrió después de escribirse su solución')
  }
  expect(await edit(world.ben, id, { status: 'completed', solution: 'Se cambió el cable' })).toMatchObject({
    status: 'completed',
    solution: 'Se cambió el cable',
    reopenedSince: null,
  })
})

test('E6: an answer that completes the ticket says the solution anew, too', async () => {
  const id = await refused()
  const { version } = await look(world.ben, id)
  const saying = { kind: 'portal', text: 'Quedó listo.', version, status: 'completed' }
  const answer = await world.ben.call('POST', `/api/tickets/${id}/interactions`, saying)
  expect(refusal(answer)).toEqual([422, 'solution_required'])
  const { ticket } = await say(world.ben, id, { ...saying, solution: OLD })
  expect(ticket).toMatchObject({ status: 'completed', solution: OLD, reopenedSince: null })
})

test('E6: whoever wrote the solution anew while they worked is not asked for it once more', async () => {
  const id = await refused()
  await edit(world.ben, id, { solution: 'Se cambió el cable' })
  expect((await edit(world.ben, id, { status: 'completed' })).status).toBe('completed')
})

test('E6: reopened by Ben himself the solution is doubtful as well; what he wrote and took back does not count', async () => {
  const { id } = await open(world.ben)
  await complete(world.ben, id, OLD)
  await edit(world.ben, id, { status: 'in_progress' })
  expect(await look(world.ben, id)).toMatchObject({ reopenedSince: { words: null } })
  const { version } = await look(world.ben, id)
  const done = await world.ben.call('PATCH', `/api/tickets/${id}`, { version, status: 'completed', solution: 'Otra' })
  ok(await world.ben.call('POST', `/api/undo/${done.headers['x-request-id']}`))
  expect(await look(world.ben, id)).toMatchObject({ status: 'in_progress', solution: OLD, reopenedSince: {} })
  expect(refusal(await tryEdit(world.ben, id, { status: 'completed' }))).toEqual([422, 'solution_required'])
})

test('E6: completed among many, a refused solution gives way to the one of the run, and without one is refused', async () => {
  const id = await refused()
  const { id: other } = await open(world.ben)
  await edit(world.ben, other, { solution: 'Se cambió el tóner' })
  const ticketIds = [id, other]
  const preview = ok(await world.ada.call('POST', '/api/bulk/preview', { ticketIds, act: { status: 'completed' } }))
  expect(preview).toMatchObject({ works: 1, refused: [{ ticket: { id } }] })
  expect(preview.refused[0].why).toContain('se reabrió después de escribirse su solución')
  ok(
    await world.ada.call('POST', '/api/bulk', { ticketIds, act: { status: 'completed', solution: 'Corte general' } }),
    201,
  )
  await bulk(world.desk)
  expect([(await look(world.ben, id)).solution, (await look(world.ben, other)).solution]).toEqual([
    'Corte general',
    'Se cambió el tóner',
  ])
})

test('E6: where a verification is asked for, the one of a solution that did not hold serves neither it nor another', async () => {
  const { id: groupId } = ok(
    await world.raiz.call('POST', '/api/groups', { name: 'Pruebas', needsVerification: true }),
    201,
  )
  const reopened = async (by: (id: number) => Promise<unknown>) => {
    const { id } = await open(world.raiz, { groupId })
    await edit(world.raiz, id, { status: 'completed', solution: OLD, verification: 'Imprimió dos hojas' })
    await by(id)
    return id as number
  }
  const byMaria = await reopened((id) => mariaSays(world.raiz, id, 'No confirmo: sigue sin imprimir'))
  const byRaiz = await reopened((id) => edit(world.raiz, id, { status: 'in_progress' }))
  for (const id of [byMaria, byRaiz]) {
    const anew = { status: 'completed', solution: 'Se cambió el cable' }
    for (const told of [anew, { ...anew, solution: OLD }])
      expect(refusal(await tryEdit(world.raiz, id, told))).toEqual([422, 'verification_required'])
    const act = { status: 'completed', solution: OLD }
    const preview = ok(await world.raiz.call('POST', '/api/bulk/preview', { ticketIds: [id], act }))
    expect(preview.refused[0].why).toContain('verificación')
  }
  const done = { status: 'completed', solution: OLD, verification: 'Imprimió dos hojas' }
  expect(await edit(world.raiz, byMaria, done)).toMatchObject(done)
  await edit(world.raiz, byRaiz, { solution: 'Se cambió el cable', verification: 'Imprimió veinte' })
  expect((await edit(world.raiz, byRaiz, { status: 'completed' })).status).toBe('completed')
})

test('E9: what verified the solution that did not hold stays in what changed, and a reopening taken back gives it back', async () => {
  const { id } = await open(world.ben)
  await edit(world.ben, id, { status: 'completed', solution: OLD, verification: 'Imprimió dos hojas' })
  const { version } = await look(world.ben, id)
  const reopened = await world.ben.call('PATCH', `/api/tickets/${id}`, { version, status: 'in_progress' })
  const changes = await items(world.ben, `/api/tickets/${id}/changes`)
  expect(changes).toContainEqual(
    expect.objectContaining({ field: 'verification', old: 'Imprimió dos hojas', new: null }),
  )
  ok(await world.ben.call('POST', `/api/undo/${reopened.headers['x-request-id']}`))
  expect(await look(world.ben, id)).toMatchObject({ status: 'completed', verification: 'Imprimió dos hojas' })
})
