import { Readable } from 'node:stream'
import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow'
import { MAIL_LIMIT } from '../intake/entering.ts'
import { type Beginning, isOurs } from './fetching.rules.ts'

/** Mails up to this size are fetched several at a time; larger ones stream, one by one. */
export const SMALL = 1024 * 1024

/** `described`: what of a mail stays as it is for as long as it is the same (RFC 3501, 2.3.3, 2.3.4). */
export type Announced = { uid: number; size: number; described: string }
/** What the server gave, and which mails it said no to. */
type Answer<T> = { given: T[]; refused: number[] }

/** The sizes of those that are ours; and up to which the server has described any. */
export async function sizes(
  client: ImapFlow,
  uids: number[],
  beginning: Beginning,
  suspect: (uid: number) => boolean,
): Promise<Answer<Announced> & { upTo: number }> {
  const query = { uid: true, size: true, flags: true, internalDate: true } as const
  const { given, refused } = await asked(client, uids, query, suspect)
  const ours = given
    .filter(({ uid, flags, internalDate }) =>
      isOurs({ uid, seen: !!flags?.has('\\Seen'), arrivedAt: new Date(internalDate ?? Date.now()) }, beginning),
    )
    .map(({ uid, size, internalDate }) => ({ uid, size: size ?? SMALL, described: `${size} ${timeOf(internalDate)}` }))
  return { given: ours.sort((a, b) => a.uid - b.uid), refused, upTo: Math.max(0, ...given.map(({ uid }) => uid)) }
}

const timeOf = (date: Date | string | undefined) => (date === undefined ? null : new Date(date).getTime())

/** What is beyond the limit is kept as far as it goes, and held: it never stops the mailbox. */
export async function fetched(
  client: ImapFlow,
  run: Announced[],
): Promise<Answer<{ uid: number; raw: Buffer | Readable }>> {
  const [{ uid, size }] = run as [Announced]
  if (size > SMALL) {
    const { content } = await client.download(String(uid), undefined, { uid: true, maxBytes: MAIL_LIMIT })
    if (content) return { given: [{ uid, raw: Readable.from(whole(content, size)) }], refused: [] }
    return { given: [], refused: await stillThere(client, [uid]) }
  }
  const uids = run.map((each) => each.uid)
  const { given, refused } = await asked(client, uids, WORDS)
  const came = withWords(given)
  const silent = () => uids.filter((each) => !refused.includes(each) && !came.some((one) => one.uid === each))
  if (uids.length > 1)
    for (const each of silent()) came.push(...withWords((await asked(client, [each], WORDS, () => true)).given))
  return { given: came, refused: [...refused, ...(await stillThere(client, silent()))] }
}

const WORDS = { uid: true, source: true } as const
const withWords = (given: FetchMessageObject[]) =>
  given.flatMap(({ uid, source }) => (source?.length ? [{ uid, raw: source }] : []))

/** What a server says yes to without a word of the mail, also alone: deleted in this moment, or as good as refused. */
async function stillThere(client: ImapFlow, uids: number[]): Promise<number[]> {
  const { given } = await asked(client, uids, { uid: true })
  return given.map(({ uid }) => uid)
}

/**
 * E1: what a server refuses for several it may give one by one: a mail that is broken there stays there, and holds up none of the others.
 * A server that gives none is believed to be in trouble, and asked again, unless something broke at each of these before.
 */
async function asked(
  client: ImapFlow,
  uids: number[],
  query: FetchQueryObject,
  suspect: (uid: number) => boolean = () => false,
): Promise<Answer<FetchMessageObject>> {
  const answer: Answer<FetchMessageObject> = { given: [], refused: [] }
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
  for (const uid of uids) if (uids.length === 1 || !(await ask([uid]))) answer.refused.push(uid)
  if (answer.refused.length === uids.length && !uids.every(suspect)) throw no
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

/** The server answered, and the line holds. */
const isNo = (error: unknown) => /^(?:NO|BAD)$/.test(String((error as { responseStatus?: string }).responseStatus))
