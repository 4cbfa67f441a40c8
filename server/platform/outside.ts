import { lookup as resolve } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const SECONDS_10 = 10_000
const MOST = 1024 * 1024

/**
 * Fetches an address that an admin has typed, for what must not become a way to look around inside: https alone, no redirect, nothing of
 * this machine nor of the neighbourhood where clouds keep their keys; each address a name stands for is looked at, and the one looked at
 * is the one connected to. Private networks are allowed: there companies keep their identity servers. `local`: a desk that is itself
 * only on this machine may also ask this machine, and without https.
 */
export function fetchOutside(local: boolean) {
  return async (address: string, options: RequestInit = {}): Promise<Response> => {
    const url = new URL(address)
    if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) throw new Error('only https is fetched')
    const literal = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(literal) && isForbidden(literal, local)) throw new Error(`${literal} is not fetched`)
    return send(url, options, local)
  }
}

/** A desk whose own address is this machine's has nothing outside to be attacked from. */
export const isLocal = (publicUrl: string) => /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(publicUrl).hostname)

function send(url: URL, options: RequestInit, local: boolean): Promise<Response> {
  const { method = 'GET', headers, body, signal } = options
  const start = url.protocol === 'https:' ? secureRequest : plainRequest
  return new Promise((done, fail) => {
    const request = start(
      url,
      {
        method,
        headers: Object.fromEntries(new Headers(headers)),
        lookup: looking(local),
        signal: AbortSignal.any([AbortSignal.timeout(SECONDS_10), ...(signal ? [signal] : [])]),
      },
      (answer) => {
        const parts: Buffer[] = []
        let size = 0
        answer.on('data', (part: Buffer) => {
          size += part.length
          if (size > MOST) answer.destroy(new Error('the answer is too long'))
          else parts.push(part)
        })
        answer.on('error', fail)
        answer.on('end', () => {
          const status = answer.statusCode ?? 502
          const told = new Headers()
          for (const [name, value] of Object.entries(answer.headers)) told.set(name, String(value))
          done(new Response(NO_BODY.has(status) ? null : Buffer.concat(parts), { status, headers: told }))
        })
      },
    )
    request.on('error', fail)
    request.end(body === null || body === undefined ? undefined : String(body))
  })
}

const NO_BODY = new Set([101, 204, 205, 304])

const looking =
  (local: boolean): LookupFunction =>
  (hostname, options, answer) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const bad = found?.find(({ address }) => isForbidden(address, local))
      if (error || bad) return answer(error ?? new Error(`${bad!.address} is not fetched`), '')
      if (options.all) return answer(null, found)
      answer(null, found[0]!.address, found[0]!.family)
    })
  }

function isForbidden(address: string, local: boolean): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
  if (LOOPBACK.check(plain, family)) return !local
  return FORBIDDEN.check(plain, family)
}

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

/** Nobody’s, link-local (metadata of clouds), multicast and reserved; IPv4 in the clothes of IPv6. */
const FORBIDDEN = new BlockList()
FORBIDDEN.addSubnet('0.0.0.0', 8, 'ipv4')
FORBIDDEN.addSubnet('169.254.0.0', 16, 'ipv4')
FORBIDDEN.addSubnet('224.0.0.0', 3, 'ipv4')
FORBIDDEN.addAddress('::', 'ipv6')
FORBIDDEN.addSubnet('::ffff:0:0', 96, 'ipv6')
FORBIDDEN.addSubnet('64:ff9b::', 96, 'ipv6')
FORBIDDEN.addSubnet('fe80::', 10, 'ipv6')
FORBIDDEN.addSubnet('ff00::', 8, 'ipv6')
FORBIDDEN.addAddress('fd00:ec2::254', 'ipv6')
