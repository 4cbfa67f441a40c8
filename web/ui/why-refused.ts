const BY_CODE = [
  [/^\d\.1\.[013469]$/, 'address'],
  [/^\d\.1\.(?:2|10)$|^\d\.4\.[34]$/, 'domain'],
  [/^\d\.2\.1$/, 'disabled'],
  [/^\d\.2\.2$|^\d\.3\.1$/, 'full'],
  [/^\d\.2\.3$|^\d\.3\.4$/, 'large'],
  [/^4\.[47]\.\d+$/, 'later'],
  [/^5\.4\.7$/, 'unreached'],
  [/^\d\.4\.6$/, 'loop'],
  [/^5\.7\.(?:2[0-9]|30)$/, 'unproven'],
  [/^5\.7\.\d+$/, 'policy'],
] as const

/**
 * Why a server did not take a mail, as its code tells (RFC 3463; 5.7.20 to 30: RFC 7372, 7489): names one of the texts `refusedMail.*`. Null
 * where it gives none, or one by which servers mean different things: then its own words are all there is.
 */
export function whyRefused(said: string): (typeof BY_CODE)[number][1] | null {
  const code = /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(said)?.[1]
  return BY_CODE.find(([codes]) => code && codes.test(code))?.[1] ?? null
}
