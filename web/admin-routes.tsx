import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { desk } from './desk-route.tsx'
import { paths } from './paths.ts'

const admin = createRoute({
  getParentRoute: () => desk,
  id: 'admin',
  component: lazyRouteComponent(() => import('./console/admin/admin-layout.tsx'), 'AdminLayout'),
})
const firstSteps = createRoute({
  getParentRoute: () => admin,
  path: paths.admin,
  component: lazyRouteComponent(() => import('./console/admin/first-steps-page.tsx'), 'FirstStepsPage'),
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
const library = createRoute({
  getParentRoute: () => admin,
  path: paths.library,
  component: lazyRouteComponent(() => import('./console/conversations/library-page.tsx'), 'LibraryPage'),
})
const mailboxes = createRoute({
  getParentRoute: () => admin,
  path: paths.mailboxes,
  component: lazyRouteComponent(() => import('./console/mail/mailboxes-page.tsx'), 'MailboxesPage'),
})
const mailboxReturn = createRoute({
  getParentRoute: () => admin,
  path: paths.mailboxReturn,
  component: lazyRouteComponent(() => import('./console/mail/oauth-return-page.tsx'), 'OAuthReturnPage'),
})
const mailLedger = createRoute({
  getParentRoute: () => admin,
  path: paths.mailLedger,
  component: lazyRouteComponent(() => import('./console/mail/ledger-page.tsx'), 'LedgerPage'),
})
const mailTemplates = createRoute({
  getParentRoute: () => admin,
  path: paths.mailTemplates,
  component: lazyRouteComponent(() => import('./console/mail/templates-page.tsx'), 'TemplatesPage'),
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

export const adminRoutes = admin.addChildren([
  firstSteps,
  agents,
  groups,
  categories,
  scripts,
  library,
  mailboxes,
  mailboxReturn,
  mailLedger,
  mailTemplates,
  company,
  statuses,
  calendars,
  policies,
  doors,
  settingsRecord,
])
