import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { serve } from '../platform/http.ts'
import { activities, activitiesOfCustomer, editActivityAs, planActivityAs, planWithCustomer } from './activities.ts'
import { getAgenda } from './agenda.contract.ts'
import { agenda } from './agenda.ts'
import * as many from './bulk.contract.ts'
import { bulkRun, bulkRuns } from './bulk.queries.ts'
import { previewBulkAs, startBulkAs } from './bulk.ts'
import {
  createCategory,
  editCategory,
  listCategories,
  listQuestions,
  listStatuses,
  saveQuestions,
} from './catalogue.contract.ts'
import {
  categories,
  createCategoryAs,
  editCategoryAs,
  questionsAbout,
  saveQuestionsAboutAs,
  statuses,
} from './catalogue.ts'
import { getClocks, getUnattended } from './clocks.contract.ts'
import { ticketClocks, unattended } from './clocks.queries.ts'
import * as contract from './contract.ts'
import { editTicketAs } from './editing.ts'
import { getFlow } from './flow.contract.ts'
import { documentFlow } from './flow.queries.ts'
import { attend } from './following.contract.ts'
import { attendAs } from './following.ts'
import { getTimeline, listChanges } from './history.contract.ts'
import { changesOf, timeline } from './history.queries.ts'
import { ticketList } from './list.queries.ts'
import { discardTicketAs, mergeTicketAs } from './merging.ts'
import { parties, party } from './parties.queries.ts'
import { addPartyAs, removePartyAs } from './parties.ts'
import { beHere as beHereContract, listPresence } from './presence.contract.ts'
import { beHere, others } from './presence.ts'
import { ticket, ticketForReply } from './queries.ts'
import * as related from './related.contract.ts'
import { relateAs, relations, unrelateAs } from './related.ts'
import { snoozeTicketAs } from './snoozing.ts'
import { createStatus, editStatus, listAllStatuses, orderStatuses } from './statuses.contract.ts'
import { allStatuses, createStatusAs, editStatusAs, orderStatusesAs, status } from './statuses.ts'
import { tagsLike } from './tags.ts'
import { undoAs } from './undoing.ts'
import { deskCounts, viewCounts } from './view-counts.queries.ts'
import * as saved from './views.contract.ts'
import { view, views } from './views.queries.ts'
import { createViewAs, editViewAs, removeViewAs } from './views.ts'

export function ticketRoutes(app: FastifyInstance) {
  serve(app, contract.listTickets, (ctx, { query }) => ticketList(ctx, query))
  serve(app, contract.countTickets, deskCounts)
  serve(app, contract.getTicket, (ctx, { params }) => ticket(ctx, params.id))
  serve(app, contract.editTicket, async (ctx, { params, body }) => {
    await editTicketAs(ctx, params.id, body)
    return settled(ctx, params.id)
  })
  serve(app, contract.snoozeTicket, async (ctx, { params, body }) => {
    await snoozeTicketAs(ctx, params.id, body)
    return settled(ctx, params.id)
  })
  serve(app, contract.mergeTicket, async (ctx, { params, body }) => {
    await mergeTicketAs(ctx, params.id, body.intoId)
    return settled(ctx, params.id)
  })
  serve(app, contract.discardTicket, async (ctx, { params, body }) => {
    await discardTicketAs(ctx, params.id, body.reason)
    return settled(ctx, params.id)
  })
  serve(app, contract.undoRequest, async (ctx, { params }) => {
    const { ticketId, mailOnly } = await undoAs(ctx, params.requestId)
    return { ...(await settled(ctx, ticketId)), mailOnly }
  })
  historyRoutes(app)
  relatedRoutes(app)
  catalogueRoutes(app)
  viewRoutes(app)
  bulkRoutes(app)
  serve(app, listPresence, async (ctx) => ({ items: await others(ctx) }))
  serve(app, beHereContract, (ctx, { params, body }) => beHere(ctx, params.id, body))
}

/** The ticket as this very change leaves it: settled first, then read. */
export async function settled(ctx: Context, id: number) {
  await ctx.settle()
  return ticketForReply(ctx, id)
}

function historyRoutes(app: FastifyInstance) {
  serve(app, listChanges, (ctx, { params, query }) => changesOf(ctx, params.id, query))
  serve(app, getTimeline, (ctx, { params }) => timeline(ctx, params.id))
  serve(app, getClocks, (ctx, { params }) => ticketClocks(ctx, params.id))
  serve(app, getUnattended, (ctx) => unattended(ctx))
}

function relatedRoutes(app: FastifyInstance) {
  serve(app, related.listRelations, async (ctx, { params }) => {
    await ticket(ctx, params.id)
    return { items: await relations(ctx, params.id), nextCursor: null }
  })
  serve(app, related.addRelation, (ctx, { params, body }) => relateAs(ctx, params.id, body))
  serve(app, related.removeRelation, async (ctx, { params }) => {
    await unrelateAs(ctx, params.id, params.relationId)
    return {}
  })
  serve(app, related.listParties, async (ctx, { params }) => ({
    items: await parties(ctx, params.id),
    nextCursor: null,
  }))
  serve(app, related.addParty, async (ctx, { params, body }) =>
    party(ctx, params.id, await addPartyAs(ctx, params.id, body)),
  )
  serve(app, related.removeParty, async (ctx, { params }) => {
    await removePartyAs(ctx, params.id, params.partyId)
    return {}
  })
  serve(app, related.listActivities, async (ctx, { params }) => {
    await ticket(ctx, params.id)
    return { items: await activities(ctx, params.id), nextCursor: null }
  })
  serve(app, related.planActivity, (ctx, { params, body }) => planActivityAs(ctx, params.id, body))
  serve(app, related.listCustomerActivities, async (ctx, { params }) => ({
    items: await activitiesOfCustomer(ctx, params.id),
    nextCursor: null,
  }))
  serve(app, related.planCustomerActivity, (ctx, { params, body }) => planWithCustomer(ctx, params.id, body))
  serve(app, getAgenda, (ctx, { query }) => agenda(ctx, query))
  serve(app, getFlow, (ctx, { params }) => documentFlow(ctx, params.id))
  serve(app, attend, (ctx, { params, body }) => attendAs(ctx, params.id, body))
  serve(app, related.editActivity, (ctx, { params, body }) => editActivityAs(ctx, params.id, body))
}

function catalogueRoutes(app: FastifyInstance) {
  serve(app, listCategories, async (ctx) => ({ items: await categories(ctx), nextCursor: null }))
  serve(app, createCategory, (ctx, { body }) => createCategoryAs(ctx, body))
  serve(app, editCategory, (ctx, { params, body }) => editCategoryAs(ctx, params.id, body))
  serve(app, listQuestions, (ctx, { query }) => questionsAbout(ctx, query.about ?? 'customer'))
  serve(app, saveQuestions, (ctx, { body }) => saveQuestionsAboutAs(ctx, body))
  serve(app, listStatuses, (ctx) => statuses(ctx))
  serve(app, listAllStatuses, async (ctx) => ({ items: await allStatuses(ctx), nextCursor: null }))
  serve(app, createStatus, async (ctx, { body }) => status(ctx, await createStatusAs(ctx, body)))
  serve(app, editStatus, async (ctx, { params, body }) => {
    await editStatusAs(ctx, params.id, body)
    return status(ctx, params.id)
  })
  serve(app, orderStatuses, async (ctx, { body }) => {
    await orderStatusesAs(ctx, body.ids)
    return { items: await allStatuses(ctx), nextCursor: null }
  })
}

function viewRoutes(app: FastifyInstance) {
  serve(app, saved.listTags, async (ctx, { query }) => ({ items: await tagsLike(ctx, query.q ?? '') }))
  serve(app, saved.listViews, async (ctx) => ({ items: await views(ctx), nextCursor: null }))
  serve(app, saved.countViews, async (ctx) => ({ items: await viewCounts(ctx), nextCursor: null }))
  serve(app, saved.createView, async (ctx, { body }) => view(ctx, await createViewAs(ctx, body)))
  serve(app, saved.editView, async (ctx, { params, body }) => {
    await editViewAs(ctx, params.id, body)
    return view(ctx, params.id)
  })
  serve(app, saved.removeView, async (ctx, { params }) => {
    await removeViewAs(ctx, params.id)
    return {}
  })
}

function bulkRoutes(app: FastifyInstance) {
  serve(app, many.previewBulk, (ctx, { body }) => previewBulkAs(ctx, body))
  serve(app, many.startBulk, async (ctx, { body }) => (await bulkRun(ctx, await startBulkAs(ctx, body))).run)
  serve(app, many.listBulk, async (ctx) => ({ items: await bulkRuns(ctx), nextCursor: null }))
  serve(app, many.getBulk, (ctx, { params }) => bulkRun(ctx, params.id))
}
