import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { getSetup } from '../server/admin/contract.ts'
import { adminRoutes } from './admin-routes.tsx'
import { call } from './api.ts'
import { CALL_TABS, type CallTab, dialled } from './console/cockpit/search.ts'
import { Fault, NoSuchPage } from './console/faults.tsx'
import { landing } from './console/landing.ts'
import { listSearch } from './console/tickets/search.ts'
import { desk, root } from './desk-route.tsx'
import { page } from './parts.ts'
import { paths } from './paths.ts'
import { queries } from './queries.ts'

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  // What is refused is said to be missing: what is left out would be there as it came.
  validateSearch: (search: Record<string, unknown>): { back?: string | undefined } => ({
    back: typeof search.back === 'string' && isOwnAddress(search.back) ? search.back : undefined,
  }),
  component: page(() => import('./console/auth/sign-in.tsx'), 'SignIn'),
})
/** `//elsewhere` and `/\\elsewhere` begin like an address of ours, and lead elsewhere. */
const isOwnAddress = (address: string) => /^\/(?![/\\])/.test(address)

const providerReturn = createRoute({
  getParentRoute: () => root,
  path: paths.providerReturn,
  component: page(() => import('./console/auth/provider-return.tsx'), 'ProviderReturn'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: paths.invitation,
  component: page(() => import('./console/auth/invitation.tsx'), 'Invitation'),
})
const setUp = createRoute({
  getParentRoute: () => root,
  path: paths.setUp,
  loader: () => call(getSetup, {}),
  component: page(() => import('./console/auth/set-up.tsx'), 'SetUp'),
})
const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: async () => {
    const begin = await landing()
    throw begin === 'team' ? redirect({ to: paths.team }) : redirect({ to: paths.tickets, search: { view: begin } })
  },
})

/** List and ticket side by side; the list keeps its question while tickets are opened beside it. */
const split = createRoute({
  getParentRoute: () => desk,
  id: 'split',
  validateSearch: listSearch,
  component: page(() => import('./console/tickets/split.tsx'), 'TicketSplit'),
})
const ticketList = createRoute({
  getParentRoute: () => split,
  path: paths.tickets,
})
const ticket = createRoute({
  getParentRoute: () => split,
  path: paths.ticket,
  params: {
    parse: ({ ticketId }) => ({ ticketId: Number(ticketId) }),
    stringify: ({ ticketId }) => ({ ticketId: String(ticketId) }),
  },
  component: page(() => import('./console/tickets/ticket-page.tsx'), 'TicketPage'),
})
const newTicket = createRoute({
  getParentRoute: () => desk,
  path: paths.newTicket,
  validateSearch: (search: Record<string, unknown>): { customerId?: number } =>
    Number.isInteger(search.customerId) ? { customerId: search.customerId as number } : {},
  component: page(() => import('./console/tickets/new-ticket.tsx'), 'NewTicket'),
})

const callParams = {
  parse: ({ callId }: { callId: string }) => ({ callId: Number(callId) }),
  stringify: ({ callId }: { callId: number }) => ({ callId: String(callId) }),
}
const calls = createRoute({
  getParentRoute: () => desk,
  path: paths.calls,
  validateSearch: (search: Record<string, unknown>): { list?: CallTab } =>
    CALL_TABS.includes(search.list as CallTab) ? { list: search.list as CallTab } : {},
  component: page(() => import('./console/cockpit/calls-page.tsx'), 'CallsPage'),
})
const newCall = createRoute({
  getParentRoute: () => desk,
  path: paths.newCall,
  validateSearch: dialled,
  component: page(() => import('./console/cockpit/new-call.tsx'), 'NewCall'),
})
const callCockpit = createRoute({
  getParentRoute: () => desk,
  path: paths.call,
  params: callParams,
  component: page(() => import('./console/cockpit/cockpit-page.tsx'), 'CockpitPage'),
})

const customerParams = {
  parse: ({ customerId }: { customerId: string }) => ({ customerId: Number(customerId) }),
  stringify: ({ customerId }: { customerId: number }) => ({ customerId: String(customerId) }),
}
const customers = createRoute({
  getParentRoute: () => desk,
  path: paths.customers,
  component: page(() => import('./console/customers/customer-list.tsx'), 'CustomerList'),
})
const duplicates = createRoute({
  getParentRoute: () => desk,
  path: paths.duplicates,
  component: page(() => import('./console/customers/duplicates-page.tsx'), 'DuplicatesPage'),
})
const importCustomers = createRoute({
  getParentRoute: () => desk,
  path: paths.importCustomers,
  validateSearch: (search: Record<string, unknown>): { importId?: number } =>
    Number.isInteger(search.importId) ? { importId: search.importId as number } : {},
  component: page(() => import('./console/customers/import-page.tsx'), 'ImportPage'),
})
const organizations = createRoute({
  getParentRoute: () => desk,
  path: paths.organizations,
  component: page(() => import('./console/customers/organization-list.tsx'), 'OrganizationList'),
})
const organization = createRoute({
  getParentRoute: () => desk,
  path: paths.organization,
  params: {
    parse: ({ organizationId }) => ({ organizationId: Number(organizationId) }),
    stringify: ({ organizationId }) => ({ organizationId: String(organizationId) }),
  },
  component: page(() => import('./console/customers/organization-page.tsx'), 'OrganizationPage'),
})
const customer = createRoute({
  getParentRoute: () => desk,
  path: paths.customer,
  params: customerParams,
  component: page(() => import('./console/customers/customer-page.tsx'), 'CustomerPage'),
})

const account = createRoute({
  getParentRoute: () => desk,
  path: paths.sessions,
  component: page(() => import('./console/auth/account-page.tsx'), 'AccountPage'),
})
const security = createRoute({
  getParentRoute: () => desk,
  path: paths.security,
  component: page(() => import('./console/auth/security-page.tsx'), 'SecurityPage'),
})
const preferences = createRoute({
  getParentRoute: () => desk,
  path: paths.preferences,
  component: page(() => import('./console/alerts/preferences-page.tsx'), 'PreferencesPage'),
})
const agenda = createRoute({
  getParentRoute: () => desk,
  path: paths.agenda,
  component: page(() => import('./console/activities/agenda-page.tsx'), 'AgendaPage'),
})
const team = createRoute({
  getParentRoute: () => desk,
  path: paths.team,
  component: page(() => import('./console/reports/team-page.tsx'), 'TeamPage'),
})
const tokens = createRoute({
  getParentRoute: () => desk,
  path: paths.tokens,
  component: page(() => import('./console/auth/tokens-page.tsx'), 'TokensPage'),
})

const routeTree = root.addChildren([
  signIn,
  providerReturn,
  invitation,
  setUp,
  desk.addChildren([
    home,
    newTicket,
    split.addChildren([ticketList, ticket]),
    calls,
    newCall,
    callCockpit,
    customers,
    duplicates,
    importCustomers,
    organizations,
    organization,
    customer,
    account,
    security,
    preferences,
    agenda,
    team,
    tokens,
    adminRoutes,
  ]),
])

export const router = createRouter({
  routeTree,
  context: { queries },
  defaultPreload: 'intent',
  defaultErrorComponent: Fault,
  defaultNotFoundComponent: NoSuchPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  /** `said`: what a ticket is opened for, where that is something said on it. */
  interface HistoryState {
    said?: number
  }
}
