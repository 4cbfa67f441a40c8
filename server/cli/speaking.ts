import { ArchiveFault } from '../platform/archive-cipher.ts'
import type { Tell } from '../platform/embedded-cluster.ts'
import { inWords, Refusal } from '../platform/errors.ts'
import { type Say, voices } from '../platform/i18n.ts'
import { texts } from '../texts.ts'
import { Complaint } from './complaint.ts'
import { en } from './texts.en.ts'
import { es } from './texts.es.ts'

/** The terminal's language: English where it says so, else Spanish. */
export function voiceOf(env: NodeJS.ProcessEnv): Say {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return voices([...texts, { es, en, pt: es }])(locale.toLowerCase().startsWith('en') ? 'en' : 'es')
}

/** What the database in our own folder is about, in the terminal's language. */
export function tellOfDatabase(write: (line: string) => void): Tell {
  const say = voiceOf(process.env)
  return (news, about) => write(say(`database.${news}`, about))
}

/** Every answer of a command: sentences for people, or one JSON document, on standard output. */
export function answer(json: boolean | undefined, result: object, sentences: string[]) {
  console.log(json ? JSON.stringify(result) : sentences.join('\n'))
}

/** Why a command failed, in a sentence; what is not foreseen keeps its own words. */
export function sentenceFor(error: unknown, say: Say): { code: string; message: string } {
  if (error instanceof Complaint) return { code: error.code, message: say(`complaint.${error.code}`, error.params) }
  if (error instanceof ArchiveFault) return { code: error.kind, message: say(`complaint.${error.kind}`) }
  if (error instanceof Refusal) {
    const { detail, fields = {} } = inWords(error, say)
    return { code: error.code, message: [detail, ...Object.values(fields)].join(' ') }
  }
  return { code: 'unexpected', message: (error as Error).message }
}

/** 1234567 → «1,2 MB». */
export function humanSize(bytes: number, say: Say): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const number = (bytes / 1000 ** step).toFixed(step ? 1 : 0)
  return `${say('doctor.clock.name') === 'Reloj' ? number.replace('.', ',') : number} ${units[step]}`
}
