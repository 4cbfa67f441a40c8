import type { FastifyInstance } from 'fastify'
import { idCursor } from '../platform/cursor.ts'
import { serve } from '../platform/http.ts'
import * as contract from './contract.ts'
import { createCustomerAs, editCustomerAs } from './customers.ts'
import { openPairs } from './duplicates.queries.ts'
import { tellApartAs } from './duplicates.ts'
import * as history from './history.contract.ts'
import { historyOf } from './history.queries.ts'
import { importRoutes } from './import.routes.ts'
import * as merging from './merging.contract.ts'
import { belongingsOf } from './merging.queries.ts'
import { mergeAs, unmergeAs } from './merging.ts'
import * as organization from './organizations.contract.ts'
import { createOrganizationAs, editOrganizationAs, organizationInFull, organizations } from './organizations.ts'
import { customerInFull } from './person.queries.ts'
import { customersFor } from './search.queries.ts'

export function customerRoutes(app: FastifyInstance) {
  serve(app, contract.searchCustomers, (ctx, { query }) => customersFor(ctx, query))
  serve(app, contract.getCustomer, (ctx, { params }) => customerInFull(ctx, params.id))
  serve(app, contract.createCustomer, async (ctx, { body }) => customerInFull(ctx, await createCustomerAs(ctx, body)))
  serve(app, contract.editCustomer, async (ctx, { params, body }) => {
    await editCustomerAs(ctx, params.id, body)
    return customerInFull(ctx, params.id)
  })
  serve(app, history.customerHistory, (ctx, { params, query }) => historyOf(ctx, 'customer', params.id, query))
  organizationRoutes(app)
  mergingRoutes(app)
  importRoutes(app)
}

function organizationRoutes(app: FastifyInstance) {
  serve(app, organization.listOrganizations, (ctx, { query }) =>
    organizations(ctx, query.q, query.limit ?? 50, idCursor(query.cursor)),
  )
  serve(app, organization.getOrganization, (ctx, { params }) => organizationInFull(ctx, params.id))
  serve(app, organization.createOrganization, async (ctx, { body }) =>
    organizationInFull(ctx, await createOrganizationAs(ctx, body)),
  )
  serve(app, organization.editOrganization, async (ctx, { params, body }) => {
    await editOrganizationAs(ctx, params.id, body)
    return organizationInFull(ctx, params.id)
  })
  serve(app, history.organizationHistory, (ctx, { params, query }) => historyOf(ctx, 'organization', params.id, query))
}

function mergingRoutes(app: FastifyInstance) {
  serve(app, merging.mergeCustomer, async (ctx, { params, body }) => {
    await mergeAs(ctx, 'customer', params.id, body.intoId, body)
    return customerInFull(ctx, body.intoId)
  })
  serve(app, merging.customerBelongings, (ctx, { params }) => belongingsOf(ctx, params.id))
  serve(app, merging.unmergeCustomer, async (ctx, { params }) => {
    await unmergeAs(ctx, 'customer', params.id)
    return customerInFull(ctx, params.id)
  })
  serve(app, merging.mergeOrganization, async (ctx, { params, body }) => {
    await mergeAs(ctx, 'organization', params.id, body.intoId)
    return organizationInFull(ctx, body.intoId)
  })
  serve(app, merging.unmergeOrganization, async (ctx, { params }) => {
    await unmergeAs(ctx, 'organization', params.id)
    return organizationInFull(ctx, params.id)
  })
  serve(app, merging.listDuplicates, (ctx, { query }) => openPairs(ctx, query.limit ?? 50, query.cursor))
  serve(app, merging.tellApart, async (ctx, { params, body }) => {
    await tellApartAs(ctx, params.id, body.otherId)
    return {}
  })
}
