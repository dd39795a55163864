import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createPeerReader, toPeerNetwork } from './peer'

const read = createPeerReader({
  trustedProxies: ['10.0.0.0/8', '192.0.2.1', '2001:db8::/32'],
  publicUrl: 'https://board.example',
})

function toRequest(remoteAddress: string, headers: Record<string, string>): IncomingMessage {
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage
}

describe('createPeerReader', () => {
  it.each([
    ['198.51.100.7', '203.0.113.9', '198.51.100.7'],
    ['10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['10.1.2.3', '203.0.113.9, 198.51.100.7', '198.51.100.7'],
    ['10.1.2.3', '203.0.113.9, 198.51.100.7, 192.0.2.1', '198.51.100.7'],
    ['10.1.2.3', '203.0.113.9, nonsense, 192.0.2.1', '192.0.2.1'],
    ['10.1.2.3', '203.0.113.9:4711', '203.0.113.9'],
    ['10.1.2.3', '[2001:db9::1]:4711', '2001:db9::1'],
    ['2001:db8::5', '2001:db9::1', '2001:db9::1'],
    ['10.1.2.3', '', '10.1.2.3'],
    ['10.1.2.3', '10.9.9.9', '10.9.9.9'],
    ['192.0.2.2', '203.0.113.9', '192.0.2.2'],
  ])('of %s, forwarded for %j, is %s', (socket, forwardedFor, address) => {
    expect(read(toRequest(socket, { 'x-forwarded-for': forwardedFor })).address).toBe(address)
  })

  it('takes the word of a trusted proxy alone on TLS, and PUBLIC_URL', () => {
    const https = { 'x-forwarded-proto': 'https', host: 'other.example' }
    expect(read(toRequest('10.1.2.3', https)).isSecure).toBe(true)
    expect(read(toRequest('198.51.100.7', https)).isSecure).toBe(false)
    expect(read(toRequest('10.1.2.3', { host: 'other.example' })).isSecure).toBe(false)
    expect(read(toRequest('198.51.100.7', { host: 'board.example' })).isSecure).toBe(true)
  })
})

describe('toPeerNetwork', () => {
  it('takes the addresses of one household for one peer', () => {
    expect(toPeerNetwork('198.51.100.7')).toBe('198.51.100.7')
    expect(toPeerNetwork('2001:db8:0:1::5')).toBe(toPeerNetwork('2001:db8:0:1:ffff:1:2:3'))
    expect(toPeerNetwork('2001:db8::5')).toBe(toPeerNetwork('2001:0db8:0000:0000:1::'))
    expect(toPeerNetwork('2001:db8:0:1::5')).not.toBe(toPeerNetwork('2001:db8:0:2::5'))
    expect(toPeerNetwork('::1')).toBe('0:0:0:0')
  })
})
