import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../server/platform/embedded.ts'
import { migrate } from '../server/platform/migrate.ts'

// Writes server/platform/db.types.ts from a freshly migrated database: `npm run db:types`.
const FILE = join(import.meta.dirname, '../server/platform/db.types.ts')
const MAPPING = {
  int8: 'number',
  timestamptz: 'Timestamp',
  jsonb: 'Json',
  tsvector: 'string',
  bytea: 'Buffer',
  xid8: 'string',
}
const HEAD = `// Written by \`npm run db:types\` from the migrated database. Do not edit.
import type { ColumnType } from "kysely";

type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** Read as parsed JSON, written as text. */
type Json = ColumnType<unknown, string, string>;
`

const dataDir = mkdtempSync(join(tmpdir(), 'ventanilla-types-'))
const database = await startEmbedded({ dataDir, log: () => {}, durable: false })
try {
  await migrate(database.url)
  const codegen = join(import.meta.dirname, '../node_modules/.bin/kysely-codegen')
  execFileSync(codegen, [
    '--dialect',
    'postgres',
    '--url',
    database.url,
    '--out-file',
    FILE,
    '--runtime-enums',
    'false',
    '--numeric-parser',
    'number',
    '--type-mapping',
    JSON.stringify(MAPPING),
  ])
  const written = readFileSync(FILE, 'utf8')
  writeFileSync(
    FILE,
    HEAD + written.slice(written.indexOf('import type')).replace('import type { ColumnType } from "kysely";', ''),
  )
} finally {
  await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
