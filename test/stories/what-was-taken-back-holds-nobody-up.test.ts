import { expect, test } from 'vitest'
import { items, mariaSays, ok, open, refusal } from '../acts.ts'
import { newMailDesk } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
newMailDesk(world)

test('S9: what Ben took back is no newer words for Ada, who writes meanwhile; María’s are', async () => {
  const { id } = await open(world.ben, { channel: 'portal' })
  const seenInteractionId = (await items(world.ada, `/api/tickets/${id}/interactions`)).at(-1).id
  const url = `/api/tickets/${id}/interactions`
  const adaWrites = () => world.ada.call('POST', url, { kind: 'portal', text: 'Lo veo yo', seenInteractionId })
  const mailed = await world.ben.call('POST', url, { kind: 'email', text: 'Me equivoqué' })
  expect(refusal(await adaWrites())).toEqual([409, 'newer_interaction'])
  ok(await world.ben.call('POST', `/api/undo/${mailed.headers['x-request-id']}`))
  ok(await adaWrites(), 201)
  await mariaSays(world.ben, id, '¿Y bien?')
  expect(refusal(await adaWrites())).toEqual([409, 'newer_interaction'])
})
