import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { processStamp, waitUntil } from '../server/platform/embedded-processes.ts'

const checkout = path.dirname(import.meta.dirname)
const node = fs.realpathSync(path.join(checkout, 'node_modules', '.bin', 'node'))
const scratch = fs.mkdtempSync(path.join(tmpdir(), 'ventanilla-start-'))
const started: ChildProcess[] = []
const servers: number[] = []

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  for (const pid of servers.splice(0)) if (!isGone(pid)) process.kill(pid, 'SIGKILL')
})

afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }))

test('the first start installs, builds and becomes the server with its arguments and its exit code', async () => {
  const clone = newClone()
  const first = run(clone, ['start.mjs', '--demo', '--exit=7'])
  expect(await first.ended).toBe(7)
  expect(first.out()).toContain('server ["--demo","--exit=7"]')
  expect(first.err()).toContain('instalando dependencias')
  expect(builds(clone)).toBe(1)
})

test('the next start neither installs nor builds', async () => {
  const clone = newClone()
  await run(clone, ['start.mjs', '--build']).ended
  mark(clone)
  const second = run(clone, ['start.mjs', '--exit=0'])
  expect(await second.ended).toBe(0)
  expect(second.err()).toBe('')
  expect(isMarked(clone)).toBe(true)
  expect(builds(clone)).toBe(1)
})

test('what npm has installed by itself is recognised', async () => {
  const clone = newClone()
  await run(clone, ['start.mjs', '--prepare']).ended
  mark(clone)
  await run(clone, ['start.mjs', '--build']).ended
  await run(clone, ['start.mjs', '--prepare']).ended
  expect(isMarked(clone)).toBe(true)
})

test('a changed lockfile is installed, and what development needs stays', async () => {
  const clone = newClone()
  await run(clone, ['start.mjs', '--prepare']).ended
  mark(clone)
  describeClone(clone, '1.0.1')
  await run(clone, ['start.mjs', '--build']).ended
  expect(isMarked(clone)).toBe(false)
  expect(fs.existsSync(path.join(clone, 'node_modules', 'devtool'))).toBe(true)
})

test('a start leaves out what only development needs, and --prepare adds it', async () => {
  const clone = newClone()
  const devtool = path.join(clone, 'node_modules', 'devtool')
  await run(clone, ['start.mjs', '--build']).ended
  expect(fs.existsSync(devtool)).toBe(false)
  await run(clone, ['start.mjs', '--prepare']).ended
  expect(fs.existsSync(devtool)).toBe(true)
})

test.each(['web/app.tsx', 'server/tickets/contract.ts', 'vite.config.ts'])(
  'a change in %s builds the web app anew',
  async (file) => {
    const clone = newClone()
    await run(clone, ['start.mjs', '--build']).ended
    fs.writeFileSync(path.join(clone, file), 'changed')
    await run(clone, ['start.mjs', '--build']).ended
    expect(builds(clone)).toBe(2)
  },
)

test('of two starts at once one prepares and the other waits for it', async () => {
  const clone = newClone()
  const both = [run(clone, ['start.mjs', '--exit=0']), run(clone, ['start.mjs', '--exit=0'])]
  expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0])
  expect(both.filter(({ err }) => err().includes('instalando'))).toHaveLength(1)
  expect(builds(clone)).toBe(1)
})

test('a start killed while it prepares does not hold up the next one', async () => {
  const clone = newClone()
  const first = run(clone, ['start.mjs'])
  await waitUntil(() => first.err().includes('instalando'), 10_000)
  first.process.kill('SIGKILL')
  expect(await run(clone, ['start.mjs', '--exit=0']).ended).toBe(0)
  expect(fs.existsSync(path.join(clone, '.prepare.lock'))).toBe(false)
})

test('a stop reaches the server and waits until it has ended', async () => {
  const start = run(newClone(), ['start.mjs'])
  const pid = await serverPid(start)
  start.process.kill('SIGTERM')
  expect(await start.ended).toBe(3)
  expect(start.out()).toContain('stopped cleanly')
  expect(isGone(pid)).toBe(true)
})

test('npm start passes a stop on, and waits as well', async () => {
  const start = runNpmStart(newClone())
  await serverPid(start)
  start.process.kill('SIGTERM')
  expect(await start.ended).toBe(3)
  expect(start.out()).toContain('stopped cleanly')
})

test('the server ends when its launcher is killed', async () => {
  const start = run(newClone(), ['start.mjs'])
  const pid = await serverPid(start)
  start.process.kill('SIGKILL')
  expect(await waitUntil(() => isGone(pid), 5000)).toBe(true)
})

test('the server ends when npm is killed', async () => {
  const start = runNpmStart(newClone())
  const pid = await serverPid(start)
  start.process.kill('SIGKILL')
  expect(await waitUntil(() => isGone(pid), 5000)).toBe(true)
})

test('a command says nothing of its preparations on stdout and leaves the web app alone', async () => {
  const clone = newClone()
  const command = run(clone, ['bin/ventanilla.mjs', 'token', 'create'])
  expect(await command.ended).toBe(0)
  expect(command.out()).toBe('cli ["token","create"]\n')
  expect(builds(clone)).toBe(0)
})

test('a Node that is too old is told so in one sentence', async () => {
  const pretend = `Object.defineProperty(process, 'versions', { value: { node: '18.20.0' } })`
  const start = run(newClone(), [`--import=data:text/javascript,${encodeURIComponent(pretend)}`, 'start.mjs'])
  expect(await start.ended).toBe(1)
  expect(start.err()).toMatch(/^Ventanilla necesita Node 20 .*Node 18\.20\.0\.\n$/)
})

test('without a home folder npm is given another place for its downloads', async () => {
  const clone = newClone()
  write(clone, 'fakes/npm', `#!/bin/sh\necho "npm $*"\nexit 1\n`)
  fs.chmodSync(path.join(clone, 'fakes', 'npm'), 0o755)
  const HOME = path.join(clone, 'package.json', 'cannot-be-a-folder')
  const start = run(clone, ['start.mjs'], { HOME, PATH: `${clone}/fakes${path.delimiter}${process.env.PATH}` })
  expect(await start.ended).toBe(1)
  expect(start.err()).toMatch(/npm ci .*--cache /)
})

/** A checkout whose server, web app and dependencies are the smallest that can be told apart; npm needs no network for it. */
function newClone() {
  const clone = fs.mkdtempSync(path.join(scratch, 'clone '))
  for (const part of ['start.mjs', 'bin'])
    fs.cpSync(path.join(checkout, part), path.join(clone, part), { recursive: true })
  describeClone(clone, '1.0.0')
  write(clone, 'tools/vite/bin/vite.js', FAKE_VITE)
  write(clone, 'web/index.html', '<p>Ventanilla</p>')
  write(clone, 'web/app.tsx', '')
  write(clone, 'vite.config.ts', '')
  write(clone, 'server/tickets/contract.ts', '')
  write(clone, 'server/main.ts', FAKE_SERVER)
  write(clone, 'server/cli.ts', `console.log('cli', JSON.stringify(process.argv.slice(2)))`)
  return clone
}

function describeClone(clone: string, version: string) {
  const own = {
    name: 'ventanilla',
    version: '0.0.0',
    dependencies: { vite: 'file:tools/vite' },
    devDependencies: { devtool: 'file:tools/devtool' },
  }
  const packages = {
    '': own,
    'node_modules/devtool': { resolved: 'tools/devtool', link: true, dev: true },
    'node_modules/vite': { resolved: 'tools/vite', link: true },
    'tools/devtool': { version, dev: true },
    'tools/vite': { version },
  }
  const scripts = { start: 'exec node start.mjs' }
  write(clone, 'package.json', JSON.stringify({ ...own, type: 'module', scripts }))
  write(clone, 'package-lock.json', JSON.stringify({ name: own.name, lockfileVersion: 3, requires: true, packages }))
  for (const name of ['vite', 'devtool']) write(clone, `tools/${name}/package.json`, JSON.stringify({ name, version }))
}

const FAKE_VITE = `
const fs = require('node:fs')
fs.mkdirSync('dist/web', { recursive: true })
fs.copyFileSync('web/index.html', 'dist/web/index.html')
fs.appendFileSync('dist/builds', 'x')
`

const FAKE_SERVER = `
const args = process.argv.slice(2)
process.on('SIGTERM', () => setTimeout(() => { console.log('stopped cleanly'); process.exit(3) }, 200))
console.log('server', JSON.stringify(args), 'pid=' + process.pid)
const exit = args.find((arg) => arg.startsWith('--exit='))
if (exit) process.exit(Number(exit.split('=')[1]))
setInterval(() => undefined, 1000)
`

function write(clone: string, file: string, text: string) {
  const place = path.join(clone, file)
  fs.mkdirSync(path.dirname(place), { recursive: true })
  fs.writeFileSync(place, text)
}

function run(clone: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  return watch(spawn(node, args, { cwd: clone, env: { ...cleanEnv(), ...env } }))
}

function runNpmStart(clone: string) {
  return watch(spawn('npm', ['start'], { cwd: clone, env: cleanEnv() }))
}

/** As if nothing here had been started by npm, and with the newer Node first, as npm puts it. */
function cleanEnv() {
  const env = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') && name !== 'NODE_OPTIONS')
  return { ...Object.fromEntries(env), PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` }
}

function watch(child: ChildProcess) {
  started.push(child)
  const said = { out: '', err: '' }
  child.stdout?.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    said.err += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { process: child, ended, out: () => said.out, err: () => said.err }
}

async function serverPid({ out, err }: ReturnType<typeof watch>) {
  await waitUntil(() => out().includes('pid='), 20_000)
  const pid = out().match(/pid=(\d+)/)?.[1]
  if (!pid) throw new Error(`The server did not start: ${out()} ${err()}`)
  servers.push(Number(pid))
  return Number(pid)
}

function mark(clone: string) {
  write(clone, 'node_modules/marked', 'an installation would remove this')
}

function isMarked(clone: string) {
  return fs.existsSync(path.join(clone, 'node_modules', 'marked'))
}

function builds(clone: string) {
  const file = path.join(clone, 'dist', 'builds')
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').length : 0
}

function isGone(pid: number) {
  return processStamp(pid) === undefined
}
