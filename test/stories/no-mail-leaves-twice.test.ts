import { expect, test } from 'vitest'
import { system } from '../../server/auth/actor.ts'
import { openSender } from '../../server/mail/outgoing/sender.ts'
import { PATIENCE } from '../../server/mail/outgoing/smtp.ts'
import { openDatabase } from '../../server/platform/database.ts'
import { transact } from '../../server/transaction.ts'
import { items, open, say } from '../acts.ts'
import { newMailDesk, send } from '../smtp-peer.ts'
import { newWorld, ZONE } from '../world.ts'

// Issue 4.6: at most once, however slow the machine and whoever is away; except when the desk died after DATA, then with the same Message-ID.

const world = newWorld()
const mail = newMailDesk(world)
const MINUTE = 60

async function written() {
  const { id } = await open(world.raiz, { groupId: world.support, channel: 'portal', ownerId: world.ada.id })
  const { interaction } = await say(world.raiz, id, { kind: 'email', text: 'Hola' })
  return { id, interactionId: interaction.id }
}
const delivery = async ({ id, interactionId }: { id: number; interactionId: number }) =>
  (await items(world.raiz, `/api/tickets/${id}/interactions`)).find((each) => each.id === interactionId).delivery
const later = (seconds: number) => world.at(new Date(world.now().getTime() + seconds * 1000))
const round = async (sender: ReturnType<typeof openSender>) => {
  await sender.round()
  await sender.idle()
}
/** This happens once, however often the peer asks. */
const once = (act: () => Promise<unknown>) => {
  let done = false
  return async () => {
    if (done) return
    done = true
    await act()
  }
}

test('two processes that send at once send each mail once', async () => {
  for (let n = 0; n < 10; n++) await written()
  await later(10)
  const senders = [1, 2].map(() => openSender(world.desk, world.asSystem))
  await Promise.all(senders.map((sender) => sender.round()))
  await Promise.all(senders.map((sender) => sender.idle()))
  const ids = mail.peer.received.map(({ mail: { messageId } }) => messageId)
  expect([ids.length, new Set(ids).size]).toEqual([10, 10])
})

test('who was held up until its mail was another’s breaks off before the last word', async () => {
  const before = mail.peer.received.length
  const of = await written()
  await later(10)
  const [slow, quick] = [1, 2].map(() => openSender(world.desk, world.asSystem))
  const overtaken = async () => {
    await later(46)
    await round(quick!)
  }
  mail.peer.behave({ onRcpt: once(overtaken) })
  await round(slow!)
  mail.peer.behave({})
  await send(world, 46)
  expect([(await delivery(of)).state, mail.peer.received.length - before]).toEqual(['sent', 1])
})

test('a mail whose server thinks it over for longer than anybody heard of its sender goes out once, and its yes counts', async () => {
  const before = mail.peer.received.length
  const of = await written()
  await later(10)
  const [unheard, other] = [1, 2].map(() => openSender(world.desk, world.asSystem))
  const doubted: unknown[] = []
  const givenUp = async () => {
    await later(46)
    await round(other!)
    doubted.push((await delivery(of)).state, (await delivery(of)).detail)
  }
  mail.peer.behave({ onMail: once(givenUp) })
  await round(unheard!)
  mail.peer.behave({})
  expect(doubted).toEqual(['queued', expect.stringMatching(/^Quizás se entregó: la mesa se detuvo/)])
  expect([(await delivery(of)).state, (await delivery(of)).detail]).toEqual(['sent', null])
  await send(world, 5 * 60 * MINUTE)
  expect(mail.peer.received.length - before).toBe(1)
})

test('what the server said is written down however often the database is away, and nobody sends the mail meanwhile', async () => {
  const before = mail.peer.received.length
  const of = await written()
  await later(10)
  let away = 0
  const asDesk: typeof world.asSystem = (work) =>
    away-- > 0 ? Promise.reject(new Error('the database is away')) : world.asSystem(work)
  mail.peer.behave({
    onMail: () => {
      away = 20
    },
  })
  await round(openSender(world.desk, asDesk, { ...PATIENCE, noting: 1 }))
  mail.peer.behave({})
  expect([(await delivery(of)).state, mail.peer.received.length - before]).toEqual(['sent', 1])
})

/** A sender whose database goes away for good, as if it had died. */
async function dies(during: 'onRcpt' | 'onMail') {
  const dying = { ...world.desk, db: openDatabase(world.desk.config.databaseUrl!) }
  const sender = openSender(dying, (work) => transact(dying, { who: system(ZONE), source: 'mail' }, work))
  const died = Promise.withResolvers<void>()
  mail.peer.behave({ [during]: once(() => dying.db.destroy().then(died.resolve)) })
  await sender.round()
  await died.promise
  await sender.close()
  mail.peer.behave({})
}

test('who dies before the last word is followed by another within the minute', async () => {
  const before = mail.peer.received.length
  const of = await written()
  await later(10)
  await dies('onRcpt')
  expect([(await delivery(of)).state, mail.peer.received.length - before]).toEqual(['sending', 0])
  await send(world, 46)
  expect([(await delivery(of)).state, mail.peer.received.length - before]).toEqual(['sent', 1])
})

test('who dies between the server’s yes and writing it down leaves it in doubt: once more hours later, with the same Message-ID', async () => {
  const before = mail.peer.received.length
  const of = await written()
  await later(10)
  await dies('onMail')
  expect((await delivery(of)).state).toBe('sending')
  await send(world, 46)
  const { state, detail } = await delivery(of)
  expect([state, detail]).toEqual(['queued', expect.stringMatching(/^Quizás se entregó: la mesa se detuvo/)])
  await send(world, 3 * 60 * MINUTE)
  expect(mail.peer.received.length - before).toBe(1)
  await send(world, 61 * MINUTE)
  expect((await delivery(of)).state).toBe('sent')
  const [one, two] = mail.peer.received.slice(before)
  expect(two!.mail.messageId).toBe(one!.mail.messageId)
})
