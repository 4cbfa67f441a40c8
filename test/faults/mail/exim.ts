import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Connection from 'nodemailer/lib/smtp-connection'
import { ended, freePort } from '../../bench/desk-process.ts'

const PROGRAM = '/usr/sbin/exim4'

export type Exim = {
  /** Hands a mail to Exim, which keeps it and passes it on. Answers when Exim has taken it. */
  deliver(raw: string, from: string): Promise<void>
  /** How many mails it still holds. */
  waiting(): number
  remove(): Promise<void>
}

/** Debian's Exim is installed if it is missing. */
export function installExim() {
  if (spawnSync(PROGRAM, ['--version']).status === 0) return
  console.log('Installing exim4-daemon-light with apt-get …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'exim4-daemon-light']])
    if (spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0)
      throw new Error(`apt-get ${args.join(' ')} failed: install exim4-daemon-light by hand.`)
}

/** An Exim of our own, which hands every mail over by LMTP on this port, and tries again every two seconds while nobody takes it. */
export async function newExim(lmtpPort: number): Promise<Exim> {
  const folder = mkdtempSync(join(tmpdir(), 'ventanilla-exim-'))
  const port = await freePort()
  const [user, group] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, 'Debian-exim']).stdout))
  chmodSync(folder, 0o755)
  for (const name of ['spool', 'log']) {
    mkdirSync(join(folder, name))
    chownSync(join(folder, name), user!, group!)
  }
  const file = join(folder, 'exim.conf')
  writeFileSync(file, configuration(folder, port, lmtpPort))
  const child = spawn(PROGRAM, ['-C', file, '-bdf', '-q2s'], { stdio: 'ignore' })
  await listening(child, port)
  return {
    deliver: (raw, from) => handOver(port, raw, from),
    waiting: () => Number(spawnSync(PROGRAM, ['-C', file, '-bpc']).stdout),
    async remove() {
      child.kill('SIGTERM')
      await ended(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const configuration = (folder: string, port: number, lmtpPort: number) => `
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/exim.pid
daemon_smtp_ports = ${port}
local_interfaces = 127.0.0.1
primary_hostname = mx.ventanilla.example
acl_smtp_rcpt = everybody
deliver_drop_privilege = true
host_lookup =
keep_environment =
begin acl
everybody:
  accept
begin routers
all:
  driver = manualroute
  route_list = * 127.0.0.1 byname
  self = send
  transport = desk
begin transports
desk:
  driver = smtp
  protocol = lmtp
  port = ${lmtpPort}
  allow_localhost = true
begin retry
* * F,2h,2s
`

async function handOver(port: number, raw: string, from: string) {
  const connection = new Connection({ host: '127.0.0.1', port, ignoreTLS: true })
  connection.on('error', () => {})
  await new Promise<void>((ready, failed) => connection.connect((error) => (error ? failed(error) : ready())))
  await new Promise<void>((taken, failed) =>
    connection.send({ from, to: ['soporte@panaderia-sur.example'] }, raw, (error) => (error ? failed(error) : taken())),
  )
  connection.quit()
}

async function listening(child: ChildProcess, port: number) {
  for (const until = Date.now() + 20_000; Date.now() < until && child.exitCode === null; await sleep(100)) {
    const connection = new Connection({ host: '127.0.0.1', port, ignoreTLS: true })
    connection.on('error', () => {})
    const up = await new Promise<boolean>((resolve) => {
      connection.once('error', () => resolve(false))
      connection.connect(() => resolve(true))
    })
    connection.close()
    if (up) return
  }
  throw new Error('Exim does not start.')
}
