import { describe, expect, it } from 'vitest'
import { parseCookie, serializeCookie } from './cookies'

describe('cookies', () => {
  it.each([
    [true, '', '__Host-tuneboard-session=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure'],
    [true, '/board', '__Secure-tuneboard-session=v; Path=/board; Max-Age=60; HttpOnly; SameSite=Lax; Secure'],
    [false, '', 'tuneboard-session=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax'],
    [false, '/board', 'tuneboard-session=v; Path=/board; Max-Age=60; HttpOnly; SameSite=Lax'],
  ])('over TLS %s, under %j', (isSecure, basePath, line) => {
    const scope = { isSecure, basePath }
    expect(serializeCookie('session', 'v', 60, scope)).toBe(line)
    const pair = line.split(';')[0]
    expect(parseCookie(`theme=dark; ${pair}; other=1`, 'session', scope)).toBe('v')
  })

  it('takes no name of plain HTTP over TLS, where a neighbour of the domain could have set it', () => {
    const scope = { isSecure: true, basePath: '' }
    expect(parseCookie('tuneboard-session=v', 'session', scope)).toBeNull()
    expect(parseCookie('x__Host-tuneboard-session=v', 'session', scope)).toBeNull()
    expect(parseCookie(undefined, 'session', scope)).toBeNull()
    expect(parseCookie('__Host-tuneboard-session=', 'session', scope)).toBeNull()
  })
})
