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
  validateSearch: (search: Record<string, unknown>): { back?: string } =>
    typeof search.back === 'string' && search.back.startsWith('/') ? { back: search.back } : {},
  component: lazyRouteComponent(() => import('./console/auth/sign-in.tsx'), 'SignIn'),
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
      await context.queries.ensureQueryData(meQuery)
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

const routeTree = root.addChildren([
  signIn,
  setUp,
  desk.addChildren([home, newTicket, split.addChildren([ticketList, ticket])]),
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
