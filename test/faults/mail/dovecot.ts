import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ended, freePort } from '../../bench/desk-process.ts'

const PROGRAM = '/usr/sbin/dovecot'
/** The user `mail`, which every Debian has. */
const MAIL = 8
export const LOGIN = { user: 'soporte', password: 'clave-del-buzon' }

export type Dovecot = {
  port: number
  /** A mail in the inbox, as a delivery agent puts it there. */
  deliver(raw: string): void
  /** What stands in the files of the mails that are marked as read, or not. */
  mails(read: boolean): string[]
  /** SIGKILL to all its processes. */
  kill(): Promise<void>
  start(): Promise<void>
  /** All mails get other numbers, as after a repair of the mailbox. Only while it is not running. */
  forgetNumbers(): void
  remove(): Promise<void>
}

/** Debian's Dovecot is installed if it is missing: a test against the servers people have needs one. */
export function installDovecot() {
  if (spawnSync(PROGRAM, ['--version']).status === 0 && process.getuid?.() === 0) return
  if (process.getuid?.() !== 0)
    throw new Error(
      'npm run faults -- mail installs and starts Dovecot: run it as root, on Debian or Ubuntu, best in a container.',
    )
  console.log('Installing dovecot-imapd with apt-get …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'dovecot-imapd']])
    if (spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0)
      throw new Error(`apt-get ${args.join(' ')} failed: install dovecot-imapd by hand.`)
}

/** A Dovecot of our own: its configuration, state and mails in a folder that goes with it, on a loopback port. */
export async function newDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'ventanilla-dovecot-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  const inbox = join(folder, 'mail')
  for (const path of [inbox, ...['new', 'cur', 'tmp'].map((name) => join(inbox, name))]) {
    mkdirSync(path, { recursive: true })
    chownSync(path, MAIL, MAIL)
  }
  writeFileSync(join(folder, 'users'), `${LOGIN.user}:{PLAIN}${LOGIN.password}\n`)
  writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, port))
  let child: ChildProcess
  let delivered = 0
  const dovecot: Dovecot = {
    port,
    deliver(raw) {
      const name = `${Math.floor(Date.now() / 1000)}.M${++delivered}P${process.pid}.faults`
      const path = join(inbox, 'tmp', name)
      writeFileSync(path, raw)
      chownSync(path, MAIL, MAIL)
      renameSync(path, join(inbox, 'new', name))
    },
    mails: (read) => filesOf(inbox, read),
    async start() {
      child = spawn(PROGRAM, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
      await listening(port)
    },
    async kill() {
      const all = [child.pid!, ...childrenOf(child.pid!)]
      for (const pid of all) killIfThere(pid)
      await ended(child)
    },
    forgetNumbers() {
      for (const name of readdirSync(inbox))
        if (/^dovecot[.-]/.test(name)) rmSync(join(inbox, name), { recursive: true })
    },
    async remove() {
      await dovecot.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await dovecot.start()
  return dovecot
}

const configuration = (folder: string, port: number) => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${folder}/mail
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${MAIL} gid=${MAIL} home=${folder}/mail
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`

function filesOf(inbox: string, read: boolean): string[] {
  return ['new', 'cur'].flatMap((part) =>
    readdirSync(join(inbox, part))
      .filter((name) => /:2,.*S/.test(name) === read)
      .flatMap((name) => textOf(join(inbox, part, name))),
  )
}

/** Nothing if Dovecot renamed it in this instant: the next look finds it. */
function textOf(path: string): string[] {
  try {
    return [readFileSync(path, 'utf8')]
  } catch {
    return []
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const found = /\nPPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        return Number(found) === parent ? [Number(pid)] : []
      } catch {
        return []
      }
    })
}

function killIfThere(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function listening(port: number) {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(50)) if (await answers(port)) return
  throw new Error('Dovecot does not start.')
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket
      .once('data', () => resolve(true))
      .once('error', () => resolve(false))
      .once('close', () => resolve(false))
    socket.once('data', () => socket.destroy())
  })
