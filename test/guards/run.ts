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
const chosen = guards.filter(({ id }) => !wanted.length || wanted.includes(id))
const copy = mkdtempSync(join(tmpdir(), 'ventanilla-guards-'))
const database = await startEmbedded({ dataDir: join(copy, 'database'), log: () => {}, durable: false })
let asleep = 0
try {
  copySources()
  allHold()
  for (const guard of chosen) {
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

/** The stories hold as long as nothing is taken out: one that fails anyway guards nothing. */
function allHold() {
  const all = tell([...new Set(chosen.map(({ story }) => story))])
  for (const { id, story } of chosen) {
    const its = all.filter(({ file, name }) => file.endsWith(story) && new RegExp(`\\b${id}\\b`).test(name))
    if (!its.length) throw new Error(`${story} tells nothing of ${id}.`)
    if (its.some(({ status }) => status !== 'passed')) throw new Error(`${story} fails for ${id} as it is.`)
  }
}

/** Whether the stories of its ID fail without it. They must be told to their end: a desk that does not even start proves nothing. */
function takeOut({ id, file, find, put, story }: Guard): boolean {
  const path = join(copy, file)
  const source = readFileSync(path, 'utf8')
  if (source.split(find).length !== 2) throw new Error(`${file} does not hold exactly once: ${find}`)
  writeFileSync(
    path,
    source.replace(find, () => put),
  )
  try {
    const told = tell([story], `\\b${id}\\b`).filter(({ status }) => status === 'passed' || status === 'failed')
    if (!told.length) throw new Error(`${story} cannot be told without ${find}.`)
    return told.some(({ status }) => status === 'failed')
  } finally {
    writeFileSync(path, source)
  }
}

function tell(stories: string[], named = '') {
  const report = join(copy, 'report.json')
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs')
  const args = ['run', '--project', 'unit', '-t', named, '--reporter=json', `--outputFile=${report}`, ...stories]
  spawnSync(process.execPath, [vitest, ...args], {
    cwd: copy,
    stdio: 'ignore',
    env: { ...process.env, TEST_DATABASE_URL: database.url },
  })
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  rmSync(report)
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ file: name, name: fullName, status })),
  )
}

type Report = { testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[] }
