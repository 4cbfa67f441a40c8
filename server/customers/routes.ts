import type { FastifyInstance } from 'fastify'
import { serve } from '../platform/http.ts'
import * as contract from './contract.ts'
import { createCustomerAs, editCustomerAs } from './customers.ts'
import { createOrganizationAs, organization, organizations } from './organizations.ts'
import { customer } from './queries.ts'
import { searchCustomers } from './search.queries.ts'

export function customerRoutes(app: FastifyInstance) {
  serve(app, contract.searchCustomers, async (ctx, { query }) => ({
    items: await searchCustomers(ctx, query.q, query.limit ?? 50),
    nextCursor: null,
  }))
  serve(app, contract.getCustomer, (ctx, { params }) => customer(ctx, params.id))
  serve(app, contract.createCustomer, async (ctx, { body }) => customer(ctx, await createCustomerAs(ctx, body)))
  serve(app, contract.editCustomer, async (ctx, { params, body }) => {
    await editCustomerAs(ctx, params.id, body)
    return customer(ctx, params.id)
  })
  serve(app, contract.listOrganizations, async (ctx, { query }) => ({
    items: await organizations(ctx, query.q, query.limit ?? 50),
    nextCursor: null,
  }))
  serve(app, contract.createOrganization, async (ctx, { body }) =>
    organization(ctx, await createOrganizationAs(ctx, body)),
  )
}
