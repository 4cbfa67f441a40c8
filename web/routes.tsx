import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { getSetup } from '../server/admin/contract.ts'
import { call, Problem } from './api.ts'
import { meQuery } from './console/auth/me.ts'
import { CALL_TABS, type CallTab, dialled } from './console/cockpit/search.ts'
import { Fault, NoSuchPage } from './console/faults.tsx'
import { Shell } from './console/shell.tsx'
import { listSearch } from './console/tickets/search.ts'
import { paths } from './paths.ts'
import { queries } from './queries.ts'

const root = createRootRouteWithContext<{ queries: typeof queries }>()({
  component: Outlet,
  notFoundComponent: NoSuchPage,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  // What is refused is said to be missing: what is left out would be there as it came.
  validateSearch: (search: Record<string, unknown>): { back?: string | undefined } => ({
    back: typeof search.back === 'string' && isOwnAddress(search.back) ? search.back : undefined,
  }),
  component: lazyRouteComponent(() => import('./console/auth/sign-in.tsx'), 'SignIn'),
})
/** `//elsewhere` and `/\\elsewhere` begin like an address of ours, and lead elsewhere. */
const isOwnAddress = (address: string) => /^\/(?![/\\])/.test(address)

const providerReturn = createRoute({
  getParentRoute: () => root,
  path: paths.providerReturn,
  component: lazyRouteComponent(() => import('./console/auth/provider-return.tsx'), 'ProviderReturn'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: paths.invitation,
  component: lazyRouteComponent(() => import('./console/auth/invitation.tsx'), 'Invitation'),
})
const setUp = createRoute({
  getParentRoute: () => root,
  path: paths.setUp,
  beforeLoad: async () => {
    if (!(await call(getSetup, {})).needed) throw redirect({ to: paths.signIn })
  },
  component: lazyRouteComponent(() => import('./console/auth/set-up.tsx'), 'SetUp'),
})

/** Everything within needs somebody signed in; a desk without its first admin goes to the set-up. */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'console',
  beforeLoad: async ({ context, location }) => {
    try {
      const { confined } = await context.queries.ensureQueryData(meQuery)
      // Until the second factor that is overdue is there, nothing else opens.
      if (confined && location.pathname !== paths.security) throw redirect({ to: paths.security })
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error
      const { needed } = await call(getSetup, {})
      throw needed ? redirect({ to: paths.setUp }) : redirect({ to: paths.signIn, search: { back: location.href } })
    }
  },
  component: Shell,
})
const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: paths.tickets, search: { view: 'mine' } })
  },
})

/** List and ticket side by side; the list keeps its question while tickets are opened beside it. */
const split = createRoute({
  getParentRoute: () => desk,
  id: 'split',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./console/tickets/split.tsx'), 'TicketSplit'),
})
const ticketList = createRoute({
  getParentRoute: () => split,
  path: paths.tickets,
  component: lazyRouteComponent(() => import('./console/tickets/split.tsx'), 'NoTicketChosen'),
})
const ticket = createRoute({
  getParentRoute: () => split,
  path: paths.ticket,
  params: {
    parse: ({ ticketId }) => ({ ticketId: Number(ticketId) }),
    stringify: ({ ticketId }) => ({ ticketId: String(ticketId) }),
  },
  component: lazyRouteComponent(() => import('./console/tickets/ticket-page.tsx'), 'TicketPage'),
})
const newTicket = createRoute({
  getParentRoute: () => desk,
  path: paths.newTicket,
  validateSearch: (search: Record<string, unknown>): { customerId?: number } =>
    Number.isInteger(search.customerId) ? { customerId: search.customerId as number } : {},
  component: lazyRouteComponent(() => import('./console/tickets/new-ticket.tsx'), 'NewTicket'),
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
  component: lazyRouteComponent(() => import('./console/cockpit/calls-page.tsx'), 'CallsPage'),
})
const newCall = createRoute({
  getParentRoute: () => desk,
  path: paths.newCall,
  validateSearch: dialled,
  component: lazyRouteComponent(() => import('./console/cockpit/new-call.tsx'), 'NewCall'),
})
const callCockpit = createRoute({
  getParentRoute: () => desk,
  path: paths.call,
  params: callParams,
  component: lazyRouteComponent(() => import('./console/cockpit/cockpit-page.tsx'), 'CockpitPage'),
})

const customerParams = {
  parse: ({ customerId }: { customerId: string }) => ({ customerId: Number(customerId) }),
  stringify: ({ customerId }: { customerId: number }) => ({ customerId: String(customerId) }),
}
const customers = createRoute({
  getParentRoute: () => desk,
  path: paths.customers,
  component: lazyRouteComponent(() => import('./console/customers/customer-list.tsx'), 'CustomerList'),
})
const duplicates = createRoute({
  getParentRoute: () => desk,
  path: paths.duplicates,
  component: lazyRouteComponent(() => import('./console/customers/duplicates-page.tsx'), 'DuplicatesPage'),
})
const importCustomers = createRoute({
  getParentRoute: () => desk,
  path: paths.importCustomers,
  validateSearch: (search: Record<string, unknown>): { importId?: number } =>
    Number.isInteger(search.importId) ? { importId: search.importId as number } : {},
  component: lazyRouteComponent(() => import('./console/customers/import-page.tsx'), 'ImportPage'),
})
const organizations = createRoute({
  getParentRoute: () => desk,
  path: paths.organizations,
  component: lazyRouteComponent(() => import('./console/customers/organization-list.tsx'), 'OrganizationList'),
})
const organization = createRoute({
  getParentRoute: () => desk,
  path: paths.organization,
  params: {
    parse: ({ organizationId }) => ({ organizationId: Number(organizationId) }),
    stringify: ({ organizationId }) => ({ organizationId: String(organizationId) }),
  },
  component: lazyRouteComponent(() => import('./console/customers/organization-page.tsx'), 'OrganizationPage'),
})
const customer = createRoute({
  getParentRoute: () => desk,
  path: paths.customer,
  params: customerParams,
  component: lazyRouteComponent(() => import('./console/customers/customer-page.tsx'), 'CustomerPage'),
})

const account = createRoute({
  getParentRoute: () => desk,
  path: paths.sessions,
  component: lazyRouteComponent(() => import('./console/auth/account-page.tsx'), 'AccountPage'),
})
const security = createRoute({
  getParentRoute: () => desk,
  path: paths.security,
  component: lazyRouteComponent(() => import('./console/auth/security-page.tsx'), 'SecurityPage'),
})
const tokens = createRoute({
  getParentRoute: () => desk,
  path: paths.tokens,
  component: lazyRouteComponent(() => import('./console/auth/tokens-page.tsx'), 'TokensPage'),
})

const admin = createRoute({
  getParentRoute: () => desk,
  id: 'admin',
  component: lazyRouteComponent(() => import('./console/admin/admin-layout.tsx'), 'AdminLayout'),
})
const agents = createRoute({
  getParentRoute: () => admin,
  path: paths.agents,
  component: lazyRouteComponent(() => import('./console/admin/agents-page.tsx'), 'AgentsPage'),
})
const groups = createRoute({
  getParentRoute: () => admin,
  path: paths.groups,
  component: lazyRouteComponent(() => import('./console/admin/groups-page.tsx'), 'GroupsPage'),
})
const categories = createRoute({
  getParentRoute: () => admin,
  path: paths.categories,
  component: lazyRouteComponent(() => import('./console/admin/categories-page.tsx'), 'CategoriesPage'),
})
const scripts = createRoute({
  getParentRoute: () => admin,
  path: paths.scripts,
  component: lazyRouteComponent(() => import('./console/admin/scripts-page.tsx'), 'ScriptsPage'),
})
const company = createRoute({
  getParentRoute: () => admin,
  path: paths.company,
  component: lazyRouteComponent(() => import('./console/admin/company-page.tsx'), 'CompanyPage'),
})
const statuses = createRoute({
  getParentRoute: () => admin,
  path: paths.statuses,
  component: lazyRouteComponent(() => import('./console/admin/statuses-page.tsx'), 'StatusesPage'),
})
const calendars = createRoute({
  getParentRoute: () => admin,
  path: paths.calendars,
  component: lazyRouteComponent(() => import('./console/admin/calendars-page.tsx'), 'CalendarsPage'),
})
const policies = createRoute({
  getParentRoute: () => admin,
  path: paths.policies,
  component: lazyRouteComponent(() => import('./console/admin/policies-page.tsx'), 'PoliciesPage'),
})
const doors = createRoute({
  getParentRoute: () => admin,
  path: paths.doors,
  component: lazyRouteComponent(() => import('./console/admin/doors-page.tsx'), 'DoorsPage'),
})
const settingsRecord = createRoute({
  getParentRoute: () => admin,
  path: paths.settingsRecord,
  component: lazyRouteComponent(() => import('./console/admin/record-page.tsx'), 'RecordPage'),
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
    tokens,
    admin.addChildren([
      agents,
      groups,
      categories,
      scripts,
      company,
      statuses,
      calendars,
      policies,
      doors,
      settingsRecord,
    ]),
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
}
