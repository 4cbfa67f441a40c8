import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { whole } from './fetching.ts'

const CHUNK = Buffer.alloc(64 * 1024, 'x')
const read = (size: number, ...chunks: Buffer[]) => buffer(Readable.from(whole(Readable.from(chunks), size)))

test('E1: what a server broke off between two answers is not taken for the whole mail', async () => {
  await expect(read(3 * CHUNK.length, CHUNK, CHUNK)).rejects.toThrow('131072 of 196608 bytes')
})

test('E1: a server that announces a little more or less than there is has handed it over whole', async () => {
  const end = Buffer.from('end')
  for (const announced of [CHUNK.length, CHUNK.length + 90])
    expect((await read(announced, CHUNK, end)).length).toBe(CHUNK.length + end.length)
  expect((await read(CHUNK.length, CHUNK)).length).toBe(CHUNK.length)
})
