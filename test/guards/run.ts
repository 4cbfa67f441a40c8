import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../../server/platform/embedded.ts'
import { type Guard, guards } from './guards.ts'

// Does each story guard what its name says? `npm run guards [-- ID …]` takes one promise out of a copy of the sources at a time and
// runs the stories named with its ID: they must fail. By hand, not in `npm test`: it is the tests' own test.

const ROOT = join(import.meta.dirname, '../..')
const wanted = process.argv.slice(2)
const copy = mkdtempSync(join(tmpdir(), 'ventanilla-guards-'))
const database = await startEmbedded({ dataDir: join(copy, 'database'), log: () => {}, durable: false })
let asleep = 0
try {
  copySources()
  for (const guard of guards.filter(({ id }) => !wanted.length || wanted.includes(id))) {
    const noticed = takeOut(guard)
    if (!noticed) asleep++
    console.log(`${noticed ? 'noticed' : 'ASLEEP '}  ${guard.id.padEnd(4)} ${guard.what}`)
  }
} finally {
  await database.stop()
  rmSync(copy, { recursive: true, force: true })
}
console.log(asleep ? `${asleep} promises could be taken out unnoticed.` : 'Whatever was taken out was noticed.')
process.exit(asleep ? 1 : 0)

function copySources() {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean)
  for (const file of files) cpSync(join(ROOT, file), join(copy, file))
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
}

/** Whether the stories fail without it. They must hold with it: a story that fails anyway guards nothing. */
function takeOut({ id, file, find, put, story }: Guard): boolean {
  const path = join(copy, file)
  const source = readFileSync(path, 'utf8')
  if (source.split(find).length !== 2) throw new Error(`${file} does not hold exactly once: ${find}`)
  if (!holds(id, story)) throw new Error(`${story} fails for ${id} as it is.`)
  writeFileSync(
    path,
    source.replace(find, () => put),
  )
  try {
    return !holds(id, story)
  } finally {
    writeFileSync(path, source)
  }
}

/** Stories of this ID pass; none run at all would pass for nothing. */
function holds(id: string, story: string): boolean {
  const report = join(copy, 'report.json')
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs')
  const args = ['run', '--project', 'unit', '-t', `\\b${id}\\b`, '--reporter=json', `--outputFile=${report}`, story]
  spawnSync(process.execPath, [vitest, ...args], {
    cwd: copy,
    stdio: 'ignore',
    env: { ...process.env, TEST_DATABASE_URL: database.url },
  })
  const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, 'utf8'))
  rmSync(report)
  if (!numPassedTests && !numFailedTests) throw new Error(`${story} tells nothing of ${id}.`)
  return success
}
