import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { getSetup } from '../server/admin/contract.ts'
import { call, Problem } from './api.ts'
import { meQuery } from './console/auth/me.ts'
import { NoSuchPage } from './console/faults.tsx'
import { Shell } from './console/shell.tsx'
import { startLive } from './live.ts'
import { paths } from './paths.ts'
import type { queries } from './queries.ts'

export const root = createRootRouteWithContext<{ queries: typeof queries }>()({
  component: Outlet,
  notFoundComponent: NoSuchPage,
})

/** Everything within needs somebody signed in; a desk without its first admin goes to the set-up. */
export const desk = createRoute({
  getParentRoute: () => root,
  id: 'console',
  beforeLoad: async ({ context, location }) => {
    const stopLive = startLive(context.queries)
    try {
      const { confined } = await context.queries.ensureQueryData(meQuery)
      // Until the second factor that is overdue is there, nothing else opens.
      if (confined && location.pathname !== paths.security) throw redirect({ to: paths.security })
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error
      stopLive()
      const { needed } = await call(getSetup, {})
      throw needed ? redirect({ to: paths.setUp }) : redirect({ to: paths.signIn, search: { back: location.href } })
    }
  },
  component: Shell,
})
