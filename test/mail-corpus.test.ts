import { afterAll, describe, expect, test } from 'vitest'
import { type ParsedMail, UnreadableMail } from '../server/mail/parsing/parsed-mail.ts'
import { parseMail } from '../server/mail/parsing/parsing.ts'
import { corpus, differences } from './mail-corpus/expecting.ts'

// What is expected of each mail, and how it is compared, says test/mail-corpus/README.md.

const OWN = ['soporte@ventanilla.example']
const score = new Map<string, { mails: number; understood: number }>()

describe('each mail of the corpus is understood', () => {
  for (const sample of corpus())
    test(`${sample.name}: ${sample.expected.what}`, async () => {
      const kind = score.get(sample.kind) ?? { mails: 0, understood: 0 }
      score.set(sample.kind, { ...kind, mails: kind.mails + 1 })
      const { mail, reason } = await understood(sample.raw)
      expect(differences(sample, mail, reason).join('\n')).toBe('')
      score.set(sample.kind, { mails: kind.mails + 1, understood: kind.understood + 1 })
    })
})

async function understood(raw: Buffer): Promise<{ mail: ParsedMail | null; reason: string | null }> {
  try {
    return { mail: await parseMail(raw, { own: OWN }), reason: null }
  } catch (error) {
    if (error instanceof UnreadableMail) return { mail: null, reason: error.reason }
    throw error
  }
}

afterAll(() => {
  const rows = [...score].sort(([a], [b]) => a.localeCompare(b))
  const all = rows.reduce(
    (sum, [, kind]) => ({ mails: sum.mails + kind.mails, understood: sum.understood + kind.understood }),
    { mails: 0, understood: 0 },
  )
  const line = (name: string, { mails, understood }: typeof all) =>
    `${name.padEnd(28)} ${String(understood).padStart(4)} of ${String(mails).padStart(4)}`
  console.log(['Mail corpus', ...rows.map(([kind, counts]) => line(kind, counts)), line('all', all)].join('\n'))
})
