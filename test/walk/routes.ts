import type { Access } from '../../server/platform/contract.ts'

export const NEED = ['read', 'create', 'change', 'full'] as const
export type Need = (typeof NEED)[number]

/** Who may call each route, written down a second time; `right` is what it takes in the ticket's group. */
export const ACCESS: Record<string, { access: Access; right?: Need }> = {
  'GET /health': { access: 'anyone' },
  'GET /ready': { access: 'anyone' },
  'GET /metrics': { access: 'anyone' },
  'GET /api/openapi.json': { access: 'anyone' },
  'GET /files/:token': { access: 'anyone' },
  'GET /api/setup': { access: 'anyone' },
  'POST /api/setup': { access: 'anyone' },
  'POST /api/session': { access: 'anyone' },

  'DELETE /api/session': { access: 'session' },
  'GET /api/sessions': { access: 'session' },
  'DELETE /api/sessions/:id': { access: 'session' },
  'PATCH /api/me': { access: 'session' },
  'POST /api/me/password': { access: 'session' },
  'GET /api/tokens': { access: 'session' },
  'POST /api/tokens': { access: 'session' },
  'DELETE /api/tokens/:id': { access: 'session' },

  'GET /api/me': { access: 'signed_in' },
  'GET /api/settings/company': { access: 'signed_in' },
  'PATCH /api/settings/company': { access: 'admin' },
  'GET /api/preferences': { access: 'read' },
  'PATCH /api/preferences': { access: 'write' },
  'PUT /api/me/availability': { access: 'write' },
  'GET /api/alerts': { access: 'read' },
  'POST /api/alerts/read': { access: 'write' },
  'GET /api/live': { access: 'read' },
  'GET /api/drafts/:place': { access: 'read' },
  'PUT /api/drafts/:place': { access: 'write' },

  'GET /api/agents': { access: 'read' },
  'POST /api/agents': { access: 'admin' },
  'PATCH /api/agents/:id': { access: 'admin' },
  'GET /api/groups': { access: 'read' },
  'POST /api/groups': { access: 'admin' },
  'PATCH /api/groups/:id': { access: 'write', right: 'full' },
  'GET /api/categories': { access: 'read' },
  'POST /api/categories': { access: 'admin' },
  'PATCH /api/categories/:id': { access: 'admin' },
  'GET /api/statuses': { access: 'read' },
  'GET /api/tags': { access: 'read' },
  'GET /api/views': { access: 'read' },
  'GET /api/views/counts': { access: 'read' },
  'POST /api/views': { access: 'write' },
  'PATCH /api/views/:id': { access: 'write' },
  'DELETE /api/views/:id': { access: 'write' },
  'GET /api/presence': { access: 'read' },
  'POST /api/bulk/preview': { access: 'write' },
  'POST /api/bulk': { access: 'write' },
  'GET /api/bulk': { access: 'read' },
  'GET /api/bulk/:id': { access: 'read' },
  'GET /api/stats/unattended': { access: 'read' },

  'GET /api/customers': { access: 'read' },
  'POST /api/customers': { access: 'write' },
  'GET /api/customers/:id': { access: 'read' },
  'PATCH /api/customers/:id': { access: 'write' },
  'GET /api/customers/:id/history': { access: 'read' },
  'GET /api/customers/:id/activities': { access: 'read' },
  'POST /api/customers/:id/activities': { access: 'write' },
  'POST /api/customers/:id/merge': { access: 'write' },
  'POST /api/customers/:id/unmerge': { access: 'write' },
  'POST /api/customers/:id/tell-apart': { access: 'write' },
  'GET /api/duplicates': { access: 'read' },
  'GET /api/organizations': { access: 'read' },
  'POST /api/organizations': { access: 'write' },
  'GET /api/organizations/:id': { access: 'read' },
  'PATCH /api/organizations/:id': { access: 'write' },
  'GET /api/organizations/:id/history': { access: 'read' },
  'POST /api/organizations/:id/merge': { access: 'write' },
  'POST /api/organizations/:id/unmerge': { access: 'write' },

  'POST /api/files': { access: 'write' },
  'GET /api/calls': { access: 'read' },

  'GET /api/mailboxes': { access: 'admin' },
  'POST /api/mailboxes': { access: 'admin' },
  'PATCH /api/mailboxes/:id': { access: 'admin' },

  'POST /api/calls': { access: 'write', right: 'create' },
  'GET /api/calls/missed': { access: 'read' },
  'GET /api/calls/:id': { access: 'read' },
  'PATCH /api/calls/:id': { access: 'write' },
  'POST /api/calls/:id/end': { access: 'write' },
  'GET /api/calls/:id/script': { access: 'read' },
  'GET /api/call-scripts': { access: 'read' },
  'PUT /api/call-scripts': { access: 'write', right: 'full' },
  'POST /api/call-scripts/preview': { access: 'read' },
  'GET /api/stats/calls': { access: 'read' },
  'GET /api/likely-solutions': { access: 'read' },
  'GET /api/tickets': { access: 'read' },
  'GET /api/tickets/counts': { access: 'read' },
  'POST /api/tickets': { access: 'write', right: 'create' },
  'GET /api/tickets/:id': { access: 'read', right: 'read' },
  'PATCH /api/tickets/:id': { access: 'write', right: 'change' },
  'POST /api/tickets/:id/snooze': { access: 'write', right: 'change' },
  'POST /api/tickets/:id/merge': { access: 'write', right: 'full' },
  'POST /api/tickets/:id/discard': { access: 'write', right: 'full' },
  'POST /api/tickets/:id/split': { access: 'write', right: 'change' },
  'GET /api/tickets/:id/interactions': { access: 'read', right: 'read' },
  'POST /api/tickets/:id/interactions': { access: 'write', right: 'create' },
  'GET /api/tickets/:id/changes': { access: 'read', right: 'read' },
  'GET /api/tickets/:id/timeline': { access: 'read', right: 'read' },
  'PUT /api/tickets/:id/presence': { access: 'write', right: 'read' },
  'GET /api/tickets/:id/clocks': { access: 'read', right: 'read' },
  'GET /api/tickets/:id/parties': { access: 'read', right: 'read' },
  'POST /api/tickets/:id/parties': { access: 'write', right: 'change' },
  'DELETE /api/tickets/:id/parties/:partyId': { access: 'write', right: 'change' },
  'GET /api/tickets/:id/relations': { access: 'read', right: 'read' },
  'POST /api/tickets/:id/relations': { access: 'write', right: 'change' },
  'DELETE /api/tickets/:id/relations/:relationId': { access: 'write', right: 'change' },
  'GET /api/tickets/:id/activities': { access: 'read', right: 'read' },
  'POST /api/tickets/:id/activities': { access: 'write', right: 'create' },
  'PATCH /api/activities/:id': { access: 'write', right: 'create' },
  // Somebody else's change may be seen but not undone: 422, whatever the right.
  'POST /api/undo/:requestId': { access: 'write', right: 'read' },
}

/** Routes that name a ticket, or something that hangs on one: out of sight they do not exist. */
export const ABOUT_A_TICKET: Record<string, true> = Object.fromEntries(
  Object.keys(ACCESS)
    .filter((route) => /\/api\/(?:tickets\/:id|activities\/:id|undo\/)/.test(route))
    .map((route) => [route, true]),
)

/** What succeeds only once on the same ticket. */
export const USES_UP: Record<string, true> = {
  'PATCH /api/tickets/:id': true,
  'POST /api/tickets/:id/merge': true,
  'POST /api/tickets/:id/discard': true,
  'POST /api/tickets/:id/split': true,
  'DELETE /api/tickets/:id/parties/:partyId': true,
  'DELETE /api/tickets/:id/relations/:relationId': true,
  'PATCH /api/activities/:id': true,
}

/** Served, but no part of the contract: for people, or another method of the same address. */
export const DOCUMENTED_APART: Record<string, string> = {
  'GET /api/docs': 'pages for reading the document',
  'GET /api/docs/': 'pages for reading the document',
  'GET /api/docs/js/scalar.js': 'their script',
  'GET /api/docs/openapi.json': 'their copy of the document',
  'GET /api/docs/openapi.yaml': 'their copy of the document',
}
