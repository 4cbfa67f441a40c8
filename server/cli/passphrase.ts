import { readFileSync } from 'node:fs'
import type { Say } from '../platform/i18n.ts'
import { Complaint } from './complaint.ts'

const SHORTEST = 12

/** From a file, the environment, or whoever sits at the terminal; asked twice where a typing error would lose the backup. */
export async function readPassphrase(
  file: string | undefined,
  say: Say,
  { twice }: { twice: boolean },
): Promise<string> {
  const given = file === undefined ? process.env.BACKUP_PASSPHRASE : firstLine(file)
  const passphrase = given || (await askFor(say('backup.ask')))
  if (!twice) return passphrase
  if (passphrase.length < SHORTEST) throw new Complaint('short_passphrase')
  if (!given && (await askFor(say('backup.askAgain'))) !== passphrase) throw new Complaint('passphrases_differ')
  return passphrase
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0]!
  } catch {
    throw new Complaint('no_file', { file })
  }
}

/** Typed without being shown. */
async function askFor(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Complaint('no_passphrase')
  process.stderr.write(question)
  process.stdin.setRawMode(true).setEncoding('utf8').resume()
  let typed = ''
  try {
    for await (const key of process.stdin.iterator({ destroyOnReturn: false })) {
      if (key === '\u0003') throw new Complaint('interrupted')
      if (key === '\u007f') typed = [...typed].slice(0, -1).join('')
      else typed += key
      const end = typed.search(/[\r\n]/)
      if (end >= 0) return typed.slice(0, end)
    }
    return typed
  } finally {
    process.stdin.setRawMode(false).pause()
    process.stderr.write('\n')
  }
}
