export type CustomerFact =
  | { type: 'customer.created'; customerId: number; importId?: number }
  | { type: 'customer.edited'; customerId: number; importId?: number }
  | { type: 'customer.email_failing'; customerId: number }
  | { type: 'customer.email_working'; customerId: number }
  | { type: 'customer.merged'; customerId: number; intoId: number; mergeId: number }
  | { type: 'customer.unmerged'; customerId: number; fromId: number; mergeId: number }
  | { type: 'customer.told_apart'; customerId: number; otherId: number }
  | { type: 'organization.created'; organizationId: number; importId?: number }
  | { type: 'organization.edited'; organizationId: number }
  | { type: 'organization.merged'; organizationId: number; intoId: number; mergeId: number }
  | { type: 'organization.unmerged'; organizationId: number; fromId: number; mergeId: number }
  | { type: 'import.received'; importId: number }
  | { type: 'import.mapped'; importId: number }
  | { type: 'import.started'; importId: number }
  | { type: 'import.cancelled'; importId: number }
  | { type: 'import.checked'; importId: number }
  | { type: 'import.finished'; importId: number }
