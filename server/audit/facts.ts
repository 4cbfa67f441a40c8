/** What is done to the desk as a whole. */
export type AuditFact =
  | { type: 'backup.made'; rows: number; files: number; bytes: number }
  | { type: 'backup.restored'; madeAt: string; version: string }
