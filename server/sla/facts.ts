export type SlaFact =
  | { type: 'calendar.saved'; calendarId: number }
  | { type: 'calendar.removed'; calendarId: number }
  | { type: 'policy.saved'; policyId: number }
