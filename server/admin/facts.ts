export type AdminFact = { type: 'settings.saved'; setting: string }
