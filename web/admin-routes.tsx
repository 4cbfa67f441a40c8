import { createRoute } from '@tanstack/react-router'
import { ledgerSearch } from './console/mail/ledger-search.ts'
import { desk } from './desk-route.tsx'
import { page } from './parts.ts'
import { paths } from './paths.ts'

const admin = createRoute({
  getParentRoute: () => desk,
  id: 'admin',
  component: page(() => import('./console/admin/admin-layout.tsx'), 'AdminLayout'),
})
const firstSteps = createRoute({
  getParentRoute: () => admin,
  path: paths.admin,
  component: page(() => import('./console/admin/first-steps-page.tsx'), 'FirstStepsPage'),
})
const agents = createRoute({
  getParentRoute: () => admin,
  path: paths.agents,
  component: page(() => import('./console/admin/agents-page.tsx'), 'AgentsPage'),
})
const groups = createRoute({
  getParentRoute: () => admin,
  path: paths.groups,
  component: page(() => import('./console/admin/groups-page.tsx'), 'GroupsPage'),
})
const categories = createRoute({
  getParentRoute: () => admin,
  path: paths.categories,
  component: page(() => import('./console/admin/categories-page.tsx'), 'CategoriesPage'),
})
const scripts = createRoute({
  getParentRoute: () => admin,
  path: paths.scripts,
  component: page(() => import('./console/admin/scripts-page.tsx'), 'ScriptsPage'),
})
const library = createRoute({
  getParentRoute: () => admin,
  path: paths.library,
  component: page(() => import('./console/conversations/library-page.tsx'), 'LibraryPage'),
})
const mailboxes = createRoute({
  getParentRoute: () => admin,
  path: paths.mailboxes,
  component: page(() => import('./console/mail/mailboxes-page.tsx'), 'MailboxesPage'),
})
const mailboxReturn = createRoute({
  getParentRoute: () => admin,
  path: paths.mailboxReturn,
  component: page(() => import('./console/mail/oauth-return-page.tsx'), 'OAuthReturnPage'),
})
const mailLedger = createRoute({
  getParentRoute: () => admin,
  path: paths.mailLedger,
  validateSearch: ledgerSearch,
  component: page(() => import('./console/mail/ledger-page.tsx'), 'LedgerPage'),
})
const mailTemplates = createRoute({
  getParentRoute: () => admin,
  path: paths.mailTemplates,
  component: page(() => import('./console/mail/templates-page.tsx'), 'TemplatesPage'),
})
const company = createRoute({
  getParentRoute: () => admin,
  path: paths.company,
  component: page(() => import('./console/admin/company-page.tsx'), 'CompanyPage'),
})
const statuses = createRoute({
  getParentRoute: () => admin,
  path: paths.statuses,
  component: page(() => import('./console/admin/statuses-page.tsx'), 'StatusesPage'),
})
const calendars = createRoute({
  getParentRoute: () => admin,
  path: paths.calendars,
  component: page(() => import('./console/admin/calendars-page.tsx'), 'CalendarsPage'),
})
const policies = createRoute({
  getParentRoute: () => admin,
  path: paths.policies,
  component: page(() => import('./console/admin/policies-page.tsx'), 'PoliciesPage'),
})
const doors = createRoute({
  getParentRoute: () => admin,
  path: paths.doors,
  component: page(() => import('./console/admin/doors-page.tsx'), 'DoorsPage'),
})
const settingsRecord = createRoute({
  getParentRoute: () => admin,
  path: paths.settingsRecord,
  component: page(() => import('./console/admin/record-page.tsx'), 'RecordPage'),
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
