export type CustomerFact =
  | { type: 'customer.created'; customerId: number }
  | { type: 'customer.edited'; customerId: number }
  | { type: 'organization.created'; organizationId: number }
  | { type: 'organization.edited'; organizationId: number }
