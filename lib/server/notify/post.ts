import 'server-only'
import { lookup as resolveName } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { NoticeRequest } from './message'

const LIMIT_MS = 10_000
const LIMIT_BYTES = 65_536

/** Addresses that are nobody's on the internet, or the machine's and the network's own. Source: IANA, special-purpose address registries. */
const PRIVATE = new BlockList()
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(address, bits, 'ipv4')
/** Of IPv6 only this is the internet, and of that not what wraps an IPv4 address or is for documents. */
const GLOBAL6 = new BlockList()
GLOBAL6.addSubnet('2000::', 3, 'ipv6')
for (const [address, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  PRIVATE.addSubnet(address, bits, 'ipv6')

/** Whether an IP address is one of the internet. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !PRIVATE.check(address, 'ipv4')
  return isIP(address) === 6 && GLOBAL6.check(address, 'ipv6') && !PRIVATE.check(address, 'ipv6')
}

/** Resolves a name, and refuses it when any of its addresses is private: what is connected to is what was checked. */
const lookupPublic: LookupFunction = (name, options, done) =>
  resolveName(name, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || !first) done(error ?? new Error('no address'), '', 0)
    else if (!addresses.every(({ address }) => isPublicAddress(address)))
      done(new Error('a private address; see allow_private'), '', 0)
    else if (options.all) done(null, addresses)
    else done(null, first.address, first.family)
  })

/**
 * Posts JSON once; follows no redirect, and rejects where no whole answer comes within 10 s. The message of the error
 * holds nothing of the address, which is a secret.
 */
export function post(
  { url, headers, body }: NoticeRequest,
  options: { allowPrivate: boolean; signal?: AbortSignal },
): Promise<{ status: number; body: string; retryAfter: number | null }> {
  return new Promise((resolve, reject) => {
    const { hostname, protocol } = new URL(url)
    const host = hostname.replace(/^\[|\]$/g, '')
    if (!options.allowPrivate && isIP(host) && !isPublicAddress(host))
      return reject(new Error('a private address; see allow_private'))
    const timeout = AbortSignal.timeout(LIMIT_MS)
    const request = (protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: 'POST',
      // A connection of its own, for one that is kept was checked for somebody else.
      agent: false,
      headers: {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'tuneboard',
      },
      signal: options.signal ? AbortSignal.any([timeout, options.signal]) : timeout,
      ...(options.allowPrivate ? {} : { lookup: lookupPublic }),
    })
    const fail = (error: Error) =>
      reject(timeout.aborted ? new Error('no answer within 10 s') : toPlain(error))
    request.on('error', fail)
    request.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        if (text.length < LIMIT_BYTES) text += part
        else response.destroy(new Error('an answer that is too large'))
      })
      response.on('error', fail)
      response.on('end', () => {
        const seconds = Number(response.headers['retry-after'])
        const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : null
        resolve({ status: response.statusCode ?? 0, body: text, retryAfter })
      })
    })
    request.end(body)
  })
}

/** The code of a network error alone: its message names the address. */
function toPlain(error: NodeJS.ErrnoException): Error {
  return new Error(error.code ?? error.message)
}
