import type { Options } from 'csv-stringify/sync'

/** CSV as a Spanish Excel opens it: byte order mark and semicolons; what looks like a formula is disarmed. */
export const CSV: Options = { bom: true, delimiter: ';', record_delimiter: 'windows', escape_formulas: true }
