import fs from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

const BEAT = 2000
const DEAD_AFTER = 20_000

/** One at a time on this checkout. The holder's file is touched while it works, so one left by a killed holder is known. */
export async function withLock(file, work) {
  while (!take(file)) {
    if (isDead(file)) remove(file)
    else await sleep(300)
  }
  // also when the work ends the process
  process.once('exit', () => fs.rmSync(file, { force: true }))
  const beat = setInterval(() => fs.utimesSync(file, new Date(), new Date()), BEAT)
  try {
    await work()
  } finally {
    clearInterval(beat)
    fs.rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    fs.writeFileSync(file, `${process.pid} ${hostname()}`, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isDead(file) {
  const found = fs.statSync(file, { throwIfNoEntry: false })
  if (!found) return false
  if (Date.now() - found.mtimeMs > DEAD_AFTER) return true
  const [pid, host] = read(file).split(' ')
  return host === hostname() && !isAlive(Number(pid))
}

/** Moved away first and looked at again: of two who find it dead at once, one may already hold a new one. */
function remove(file) {
  const aside = `${file}.${process.pid}`
  try {
    fs.renameSync(file, aside)
    if (!isDead(aside)) fs.linkSync(aside, file)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(error.code)) throw error
  }
  fs.rmSync(aside, { force: true })
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
