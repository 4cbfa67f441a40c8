import { Readable } from 'node:stream'
import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow'
import { MAIL_LIMIT } from '../intake/receiving.ts'
import { type Beginning, isOurs } from './fetching.rules.ts'

/** Mails up to this size are fetched several at a time; larger ones stream, one by one. */
export const SMALL = 1024 * 1024

export type Announced = { uid: number; size: number }
/** What the server gave, and how many mails it said no to. */
type Answer<T> = { given: T[]; refused: number }

/** The sizes of those that are ours. */
export async function sizes(
  client: ImapFlow,
  uids: number[],
  beginning: Beginning,
  wary: boolean,
): Promise<Answer<Announced>> {
  const query = { uid: true, size: true, flags: true, internalDate: true } as const
  const { given, refused } = await asked(client, uids, query, wary)
  const ours = given
    .filter(({ uid, flags, internalDate }) =>
      isOurs({ uid, seen: !!flags?.has('\\Seen'), arrivedAt: new Date(internalDate ?? Date.now()) }, beginning),
    )
    .map(({ uid, size }) => ({ uid, size: size ?? SMALL }))
  return { given: ours.sort((a, b) => a.uid - b.uid), refused }
}

/** What is beyond the limit is kept as far as it goes, and held: it never stops the mailbox. */
export async function fetched(
  client: ImapFlow,
  run: Announced[],
  wary: boolean,
): Promise<Answer<{ uid: number; raw: Buffer | Readable }>> {
  const [{ uid, size }] = run as [Announced]
  if (size > SMALL) {
    const download = await client
      .download(String(uid), undefined, { uid: true, maxBytes: MAIL_LIMIT })
      .catch((error) => refusedAlone(error, wary))
    if (!download) return { given: [], refused: 1 }
    const came =
      'content' in download && download.content
        ? [{ uid, raw: Readable.from(whole(download.content as Readable, size)) }]
        : []
    return { given: came, refused: 0 }
  }
  const uids = run.map((each) => each.uid)
  const { given, refused } = await asked(client, uids, { uid: true, source: true }, wary)
  return { given: given.flatMap(({ uid, source }) => (source ? [{ uid, raw: source }] : [])), refused }
}

/**
 * E1: what a server refuses for several it may give one by one: a mail that is broken there stays there, and holds up none of the others.
 * A server that gives none is believed to be in trouble, and asked again, until it has been so for some time.
 */
async function asked(
  client: ImapFlow,
  uids: number[],
  query: FetchQueryObject,
  wary: boolean,
): Promise<Answer<FetchMessageObject>> {
  const answer: Answer<FetchMessageObject> = { given: [], refused: 0 }
  let no: unknown
  const ask = async (some: number[]): Promise<boolean> => {
    try {
      answer.given.push(...(await client.fetchAll(some.join(','), query, { uid: true })))
      return true
    } catch (error) {
      if (!isNo(error)) throw error
      no = error
      return false
    }
  }
  if (!uids.length || (await ask(uids))) return answer
  for (const uid of uids) if (uids.length === 1 || !(await ask([uid]))) answer.refused++
  if (answer.refused === uids.length && !wary) throw no
  return answer
}

/** What the library asks for at a time; an answer without words ends its stream as if that had been all. */
const CHUNK = 64 * 1024

/** Servers announce sizes that are not quite true: only what ends between two chunks, short of it, has broken off. */
export async function* whole(chunks: AsyncIterable<Buffer>, size: number) {
  let came = 0
  for await (const chunk of chunks) {
    came += chunk.length
    yield chunk
  }
  if (came < Math.min(size, MAIL_LIMIT) && came % CHUNK === 0)
    throw new Error(`The server handed over ${came} of ${size} bytes.`)
}

function refusedAlone(error: unknown, wary: boolean): null {
  if (!wary || !isNo(error)) throw error
  return null
}

/** The server answered, and the line holds. */
const isNo = (error: unknown) => /^(?:NO|BAD)$/.test(String((error as { responseStatus?: string }).responseStatus))
