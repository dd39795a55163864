import 'server-only'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { Settings } from '../env.mjs'

/** Who stands at the other end, as far as that can be told. */
export type Peer = {
  /** Of the browser or program that asks: the socket's, or what a trusted proxy says of it. */
  readonly address: string
  /** Whether the connection itself comes from one of TRUSTED_PROXIES. */
  readonly isTrusted: boolean
  /** Whether it speaks TLS, to us or to a trusted proxy. */
  readonly isSecure: boolean
}

/** Headers by which proxies tell whom they speak for; from anybody else they are forged. */
const FORWARDING =
  /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-client-ip|x-original-.*|x-rewrite-.*|x-cluster-client-ip|true-client-ip|cf-connecting-ip)$/

/** Whether a header, its name in lower case, is one by which proxies tell whom they speak for. */
export function isForwardingHeader(name: string): boolean {
  return FORWARDING.test(name)
}

/** Makes the function that tells a request's peer. */
export function createPeerReader(
  settings: Pick<Settings, 'trustedProxies' | 'publicUrl'>,
): (request: IncomingMessage) => Peer {
  const trusted = new BlockList()
  for (const network of settings.trustedProxies) {
    const [address = '', bits] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  const secureHost = settings.publicUrl?.startsWith('https:') ? new URL(settings.publicUrl).host : null

  return (request) => {
    const socket = toAddress(request.socket.remoteAddress ?? '') ?? ''
    const isProxy = socket !== '' && isTrusted(socket)
    const isPublic = secureHost !== null && request.headers.host?.toLowerCase() === secureHost
    if (!isProxy) return { address: socket, isTrusted: false, isSecure: isPublic }
    const forwarded = String(request.headers['x-forwarded-proto'] ?? '')
    return {
      address: toClient(String(request.headers['x-forwarded-for'] ?? ''), isTrusted) ?? socket,
      isTrusted: true,
      isSecure: isPublic || forwarded.split(',').at(-1)?.trim().toLowerCase() === 'https',
    }
  }
}

/** Each proxy adds at the end whom it saw, so from there the first that is no proxy of ours is the client. */
function toClient(forwardedFor: string, isTrusted: (address: string) => boolean): string | null {
  let client: string | null = null
  for (const entry of forwardedFor.split(',').reverse()) {
    const address = toAddress(entry.trim())
    if (!address) return client
    client = address
    if (!isTrusted(address)) return client
  }
  return client
}

/** An address without port and brackets, IPv4 in its own form; `null` where it is none. */
function toAddress(text: string): string | null {
  const bare = /^\[(.*)\](:\d+)?$/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1] ?? text
  const address = (/^::ffff:(\d+(?:\.\d+){3})$/i.exec(bare)?.[1] ?? bare).replace(/%.*$/, '')
  return isIP(address) ? address : null
}

/** What counts as one peer: an IPv4 address, or the 64 bits of an IPv6 address that one household has. */
export function toPeerNetwork(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0')
  const whole = [...groups, ...(tail === undefined ? [] : zeros), ...rest]
  return whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
