import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { workInThread } from '../parsing/threads.ts'
import { type Key, MOST_SIGNATURES, type Signatures } from './signatures.rules.ts'

const LONGEST_NAME = 320

workInThread(async (raw: Buffer, keys: Map<string, Key>): Promise<Signatures> => {
  const resolver = async (name: string) => recordsOf(keys.get(name.toLowerCase()))
  const found = await dkimVerify(raw, { resolver, rejectRsaSha1: true })
  const names = (found.headers?.parsed ?? []).map(({ key }) => key)
  const short = (name: string) => name.length <= LONGEST_NAME
  return {
    from: found.headerFrom.filter(short).slice(0, MOST_SIGNATURES),
    fromFields: found.fromFields,
    found: found.results.slice(0, MOST_SIGNATURES).map(({ status, signingDomain = '', signingHeaders }) => ({
      result: status.result,
      domain: short(signingDomain) ? signingDomain : '',
      aligned: Boolean(status.aligned),
      whole: !status.underSized,
      covers: coveredBy(signingHeaders?.keys.toLowerCase().split(': ') ?? [], names),
    })),
  }
})

function recordsOf(key: Key | undefined): string[][] {
  if (key && 'records' in key) return key.records
  throw Object.assign(new Error('no key'), { code: key?.code ?? 'ENOTFOUND' })
}

/** The fields of which it signs all there are. */
function coveredBy(signed: string[], names: string[]): string[] {
  const times = (list: string[], name: string) => list.filter((each) => each === name).length
  return [...new Set(signed)].filter((name) => times(signed, name) === times(names, name)).slice(0, 100)
}
