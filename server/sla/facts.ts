export type SlaFact = { type: 'calendar.saved'; calendarId: number } | { type: 'policy.saved'; policyId: number }
