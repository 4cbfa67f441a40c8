import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Fact, FactOf } from '../facts.ts'
import { unawaited } from '../platform/pipeline.ts'

export type Reactions = { [T in Fact['type']]: ((ctx: Context, fact: FactOf<T>) => Promise<unknown>)[] }

const DEEPEST = 8

/**
 * The one way to change anything: the fact is stored and set as `app.fact`, so that the trigger's change rows know why they
 * were written; then the write; then what follows, depth first, in the same transaction. Afterwards `app.fact` is set back. Where several
 * works share the transaction, a change's fact is the last one told of its ticket or customer: there none lies within another.
 */
export function recorder(ctx: () => Context, reactions: Reactions): Context['record'] {
  const open: Promise<number>[] = []
  return async (fact, write) => {
    if (open.length && ctx().together) throw new Error(`A fact within another goes alone: ${fact.type}.`)
    if (open.length >= DEEPEST) throw new Error(`Facts follow each other in a loop, at ${fact.type}.`)
    const stored = storeFact(ctx(), fact)
    unawaited(stored)
    open.push(stored)
    if ('ticketId' in fact && fact.ticketId) ctx().touched.add(fact.ticketId)
    const result = await write()
    for (const react of reactions[fact.type]) await react(ctx(), fact as never)
    open.pop()
    if (open.length) setFact(ctx(), await open.at(-1)!)
    return result
  }
}

async function storeFact({ db, actor, source, request, now, together }: Context, fact: Fact): Promise<number> {
  const { type, ...rest } = fact
  const { ticketId = null, customerId = null, ...detail } = rest as { ticketId?: number; customerId?: number }
  const stored = db
    .insertInto('facts')
    .values({
      ...{ type, ticket_id: ticketId, customer_id: customerId, source, request, at: now },
      ...{ actor_kind: actor.kind, actor_id: actor.id, detail: JSON.stringify(detail) },
    })
    .returning('id')
  const told = together
    ? stored
    : db
        .with('fact', () => stored)
        .selectFrom('fact')
        .select(['id', NAMED])
  return (await told.executeTakeFirstOrThrow()).id
}

const NAMED = sql`set_config('app.fact', id::text, true)`.as('named')

const setFact = ({ db }: Context, id: number) =>
  unawaited(sql`select set_config('app.fact', ${String(id)}, true)`.execute(db))
