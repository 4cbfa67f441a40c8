/** Mail providers everybody uses: their domain says nothing about who belongs together. */
const PUBLIC_DOMAINS = new Set(
  `gmail.com googlemail.com hotmail.com hotmail.es hotmail.cl outlook.com outlook.es outlook.cl live.com live.cl msn.com yahoo.com yahoo.es
  yahoo.com.mx yahoo.com.br icloud.com me.com protonmail.com proton.me aol.com gmx.com vtr.net uol.com.br bol.com.br terra.com.br`.split(
    /\s+/,
  ),
)

/** The domains of these addresses that colleagues share. */
export const sharedDomains = (emails: string[]) => [
  ...new Set(
    emails.map((email) => email.split('@')[1] ?? '').filter((domain) => domain && !PUBLIC_DOMAINS.has(domain)),
  ),
]

/** How like two names of one organization must be to be worth a look: a slip or a missing second surname, not a common first name. */
export const VERY_LIKE = 0.6
