import { parentPort, workerData } from 'node:worker_threads'
import { chanceFrom } from './chance.ts'
import { customerBook } from './customers.ts'
import { lifeOf } from './lives.ts'
import { rowWriter } from './rows.ts'
import type { Scene } from './scene.ts'
import { ticketWriter } from './tickets.ts'

// A thread of its own writes the rows while the database takes in those written before.

const BATCH = 5000
const scene = workerData as Scene
const chance = chanceFrom(scene.seed)
const rows = rowWriter(scene.ids, chance)
const book = customerBook(rows, chance, scene)
const write = ticketWriter(scene, rows, chance)

let written = 0
parentPort!.on('message', () => {
  const until = Math.min(scene.tickets, written + BATCH)
  for (; written < until; written++) {
    const life = lifeOf(scene, chance, written)
    write(written, life, book.callerOf(written, life.openedAt, life.agent))
  }
  const tables = rows.take()
  parentPort!.postMessage({ tables, written, ids: scene.ids })
  if (written === scene.tickets) parentPort!.close()
})
