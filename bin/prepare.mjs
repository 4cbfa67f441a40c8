import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { fail, findNode, leash, refuseOldNode, root } from './handover.mjs'
import { withLock } from './lock.mjs'

const builtStamp = path.join(root, 'dist', 'web.sha256')

/** Installs and builds what is missing or out of date, and nothing else: an unchanged checkout is only looked at. */
export async function prepare({ dev = false, build = false }) {
  refuseOldNode()
  const isReady = () => isInstalled(dev) && (!build || isBuilt())
  if (isReady()) return
  refuseReadOnly()
  await withLock(path.join(root, '.prepare.lock'), async () => {
    if (!isInstalled(dev)) await install(dev)
    if (build && !isBuilt()) await buildWeb()
  })
}

function refuseReadOnly() {
  try {
    fs.accessSync(root, fs.constants.W_OK)
  } catch {
    fail(
      `hay que instalar o preparar algo y no se puede escribir en ${root}.`,
      `something must be installed or built, and ${root} cannot be written.`,
    )
  }
}

/**
 * npm keeps its own record of what it has installed, written last: the truth, also after an `npm ci` by hand.
 * What is optional may be missing (other platforms); what development needs may be there.
 */
function isInstalled(dev) {
  const installed = readPackages(path.join('node_modules', '.package-lock.json'))
  const wanted = Object.entries(readPackages('package-lock.json')).filter(([place]) => place !== '')
  return wanted
    .filter(([, entry]) => !entry.optional && !entry.devOptional && (dev || !entry.dev))
    .every(([place, { version, integrity }]) => {
      const found = installed[place]
      return found !== undefined && found.version === version && found.integrity === integrity
    })
}

async function install(dev) {
  say(
    'instalando dependencias; la primera vez tarda un minuto…',
    'installing dependencies; the first time takes a minute…',
  )
  const keepDev = dev || hasDev()
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...cacheFlags()]
  const [npm, ...first] = npmCommand()
  const code = await run(npm, [...first, ...flags, keepDev ? '--include=dev' : '--omit=dev'])
  if (code !== 0)
    fail(
      'npm no pudo instalar las dependencias; revise la red y repita.',
      'npm could not install; check the network and try again.',
    )
}

/** What a developer has installed is never taken away by a start. */
function hasDev() {
  return Object.values(readPackages(path.join('node_modules', '.package-lock.json'))).some((entry) => entry.dev)
}

/** The npm that started us, else the one of the machine. */
function npmCommand() {
  const { npm_execpath, npm_node_execpath } = process.env
  if (npm_execpath?.endsWith('npm-cli.js')) return [npm_node_execpath ?? process.execPath, npm_execpath]
  return ['npm']
}

/** npm keeps downloads in the home folder, which services often do not have. */
function cacheFlags() {
  try {
    fs.accessSync(homedir(), fs.constants.W_OK)
    return []
  } catch {
    return ['--cache', path.join(tmpdir(), `ventanilla-npm-${process.getuid?.() ?? ''}`)]
  }
}

function isBuilt() {
  if (!fs.existsSync(path.join(root, 'web', 'index.html'))) return true
  return fs.existsSync(path.join(root, 'dist', 'web', 'index.html')) && read(builtStamp) === webHash()
}

async function buildWeb() {
  say('preparando la aplicación web…', 'building the web app…')
  const hash = webHash()
  // first the stamp goes: a build that is cut short must not look like a whole one
  fs.rmSync(builtStamp, { force: true })
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const code = await run(findNode(), [vite, 'build', '--logLevel', 'warn'], { NODE_ENV: 'production' })
  if (code !== 0) fail('no se pudo preparar la aplicación web.', 'the web app could not be built.')
  fs.writeFileSync(builtStamp, hash)
}

/** Everything the web app is made of: its own files, the contracts it shares with the server, and the tools. */
function webHash() {
  const hash = createHash('sha256')
  const contracts = filesBelow('server').filter((file) => path.basename(file) === 'contract.ts')
  for (const file of ['package-lock.json', 'tsconfig.json', 'vite.config.ts', ...contracts, ...filesBelow('web')]) {
    hash.update(`${file}\0`).update(
      createHash('sha256')
        .update(read(path.join(root, file)))
        .digest(),
    )
  }
  return hash.digest('hex')
}

function filesBelow(folder) {
  const entries = fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name))).sort()
}

/** Ends with us, also when we are killed: an npm left running would work against the next start's. */
function run(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    // what they say goes to stderr: stdout belongs to the command that follows
    stdio: ['ignore', 2, 2, 'ipc'],
    env: { ...process.env, ...env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${leash}`.trim() },
    shell: process.platform === 'win32' && command === 'npm',
  })
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code))
  })
}

function readPackages(file) {
  return JSON.parse(read(path.join(root, file)) || '{}').packages ?? {}
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function say(spanish, english) {
  console.error(`Ventanilla: ${spanish} / ${english}`)
}
