/** Every address of the console, said once: routes and links both read it. */
export const paths = {
  signIn: '/entrar',
  setUp: '/preparar',
  tickets: '/tickets',
  newTicket: '/tickets/nuevo',
  ticket: '/tickets/$ticketId',
  customer: '/clientes/$customerId',
  customers: '/clientes',
  sessions: '/cuenta',
  tokens: '/cuenta/claves',
  groups: '/administracion/grupos',
  agents: '/administracion/agentes',
  categories: '/administracion/categorias',
  company: '/administracion/empresa',
} as const
