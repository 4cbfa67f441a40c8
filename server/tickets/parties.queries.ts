import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { ticket } from './queries.ts'
import type { Party } from './related.contract.ts'

/** S12: everybody involved: the customer, the reporter, the owner and the group from the ticket itself, then those added. */
export async function parties(ctx: Context, ticketId: number): Promise<Static<typeof Party>[]> {
  const about = await ticket(ctx, ticketId)
  const nobody = {
    id: null,
    function: '',
    email: null,
    phone: null,
    customerId: null,
    agentId: null,
    chaseAt: null,
    awaited: false,
    since: null,
  }
  const own: Static<typeof Party>[] = [
    {
      ...nobody,
      ...{ role: 'customer', name: about.customer.name, customerId: about.customer.id, since: about.createdAt },
      email: about.contact.email,
      phone: about.contact.phone?.number ?? null,
      function: about.organization?.name ?? '',
    },
    ...(about.reporter
      ? [{ ...nobody, role: 'reporter' as const, name: about.reporter.name, customerId: about.reporter.id }]
      : []),
    ...(about.owner ? [{ ...nobody, role: 'agent' as const, name: about.owner.name, agentId: about.owner.id }] : []),
    { ...nobody, role: 'group', name: about.group.name },
  ]
  return [...own, ...(await added(ctx, ticketId))]
}

export async function party(ctx: Context, ticketId: number, id: number) {
  return (await added(ctx, ticketId)).find((row) => row.id === id)!
}

async function added({ db }: Context, ticketId: number): Promise<Static<typeof Party>[]> {
  const rows = await db
    .selectFrom('parties')
    .select([
      'id',
      'name',
      'function',
      'email',
      'phone',
      'customer_id as customerId',
      'agent_id as agentId',
      'chase_at as chaseAt',
      'awaited',
      'since',
    ])
    .select((eb) => eb.ref('role').$castTo<Static<typeof Party>['role']>().as('role'))
    .where('ticket_id', '=', ticketId)
    .where('active', '=', true)
    .orderBy('id')
    .execute()
  return rows
}
