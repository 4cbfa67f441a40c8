import { Secret, TOTP } from 'otpauth'

const PERIOD = 30

/** What the telephone and the desk share; SHA-1, six digits, thirty seconds: what every such app understands. */
export function totpOf({ secret, company, email }: { secret: string; company: string; email: string }) {
  return new TOTP({ issuer: company.replaceAll(':', ' '), label: email, secret: Secret.fromBase32(secret) })
}

export const newTotpSecret = () => new Secret({ size: 20 }).base32

/** The half minute a code stands for, if it is right now, or a step earlier or later: clocks differ, and fingers are slow. */
export function stepOf(secret: string, code: string, at: Date): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const delta = totp.validate({ token: code.replace(/\s/g, ''), timestamp: at.getTime(), window: 1 })
  return delta === null ? null : Math.floor(at.getTime() / 1000 / PERIOD) + delta
}
