import type { Connection } from './mailbox.form.ts'

export const SERVICES = ['other', 'google', 'microsoft'] as const
export type Service = (typeof SERVICES)[number]
type Place = Pick<Connection, 'host' | 'port' | 'security'>

/** Where the two services most companies use are reached; both want OAuth2 rather than a password. */
const PLACES: Record<Exclude<Service, 'other'>, { incoming: Place; outgoing: Place }> = {
  google: {
    incoming: { host: 'imap.gmail.com', port: '993', security: 'tls' },
    outgoing: { host: 'smtp.gmail.com', port: '465', security: 'tls' },
  },
  microsoft: {
    incoming: { host: 'outlook.office365.com', port: '993', security: 'tls' },
    outgoing: { host: 'smtp.office365.com', port: '587', security: 'starttls' },
  },
}
const DOMAINS: Record<Exclude<Service, 'other'>, RegExp> = {
  google: /@(gmail|googlemail)\.com$/i,
  microsoft: /@((outlook|hotmail|live)\.[a-z.]{2,6}|msn\.com|[a-z0-9-]+\.onmicrosoft\.com)$/i,
}

/** Whose an address is by its domain, or a mailbox by its servers. */
export const serviceOf = (address: string, hosts: string[] = []): Service =>
  (['google', 'microsoft'] as const).find(
    (one) =>
      DOMAINS[one].test(address) ||
      [PLACES[one].incoming.host, PLACES[one].outgoing.host].some((host) => hosts.includes(host)),
  ) ?? 'other'

type Ways = { incoming: Connection; outgoing: Connection }

/** What a service asks for; another one's servers make room for what is typed by hand. */
export function servedBy(service: Service, ways: Ways): Ways {
  const known = service === 'other' ? undefined : PLACES[service]
  const strange = (way: Connection) => serviceOf('', [way.host]) === 'other'
  const served = (name: 'incoming' | 'outgoing') => (known ? known[name] : strange(ways[name]) ? {} : { host: '' })
  return {
    incoming: { ...ways.incoming, ...served('incoming') },
    outgoing: { ...ways.outgoing, ...served('outgoing') },
  }
}
