import { sendRaw } from '../raw-request'
import { expect, test } from '../test'

const PATHS: readonly (readonly [string, number])[] = [
  ['/', 200],
  ['/?status=FAILED', 200],
  ['/?status=failed', 307],
  ['/jobs/ft-000000000000-none', 404],
  ['/no/such/page', 404],
  ['/mirror', 200],
  ['/jobs/%ff', 400],
  ['/api/v1/fine-tunes', 200],
  ['/api/v1/fine-tunes?page_size=1000', 400],
  ['/api/v1/fine-tunes/ft-000000000000-none', 404],
  ['/api/v1/no-such-thing', 404],
  ['/api/health', 200],
  ['/api/ready', 200],
  ['/icon.svg', 200],
  ['/_next/static/none.js', 404],
]

test('every answer carries the policy with a nonce of its own, and its company', async ({ board }) => {
  const nonces = new Set<string>()
  const chunk = /\/_next\/static\/[^"]+\.js/.exec(await (await fetch(board.url)).text())?.[0] ?? ''
  expect(chunk).not.toBe('')
  for (const [path, status] of [...PATHS, [chunk, 200] as const]) {
    const { headers, ...response } = await fetch(board.url + path, { redirect: 'manual' }).then(
      ({ headers, status }) => ({ headers, status }),
    )
    expect([path, response.status]).toEqual([path, status])
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy, path).toContain("default-src 'none'")
    expect(policy, path).toContain("frame-ancestors 'none'")
    expect(policy, path).not.toMatch(/unsafe-(inline|eval)/)
    const nonce = /'nonce-([A-Za-z0-9+/=]{20,})'/.exec(policy)?.[1] ?? ''
    expect(nonce, path).not.toBe('')
    nonces.add(nonce)
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(headers.get('referrer-policy'), path).toBe('same-origin')
    expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin')
    expect(headers.get('permissions-policy'), path).toContain('camera=()')
    expect(headers.get('x-powered-by'), path).toBeNull()
    expect(headers.get('access-control-allow-origin'), path).toBeNull()
    const caching = headers.get('cache-control') ?? ''
    // No data: its name tells what is in it, or it is the board's sign.
    if (path === chunk || path === '/icon.svg') expect(caching).toMatch(/^public, max-age=\d+(, immutable)?$/)
    else expect(caching, path).toMatch(/no-cache|no-store/)
    expect(caching, path).not.toContain('s-maxage')
  }
  expect(nonces.size).toBe(PATHS.length + 1)
})

test('scripts carry the nonce of their answer, and nothing is inline style', async ({ board, account }) => {
  const failed = account.jobs().find(({ status }) => status === 'FAILED')?.job_id
  for (const path of ['/', `/jobs/${failed}`, '/jobs/none', '/no/such/page', '/?q=nothing-at-all&sort=bad']) {
    const response = await fetch(board.url + path, { headers: { 'content-security-policy': 'script-src *' } })
    const html = await response.text()
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? ''
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
    expect(scripts.length).toBeGreaterThan(3)
    for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`)
    const markup = html.replace(/<script\b[\s\S]*?<\/script>/g, '')
    expect(markup.match(/<[^>]*\sstyle=/g), path).toBeNull()
    expect(markup, path).not.toMatch(/<style\b/)
    expect(markup.match(/<[^>]*\son[a-z]+=/g), path).toBeNull()
  }
})

test('methods that write are refused', async ({ board }) => {
  for (const path of ['/', '/jobs/x', '/api/v1/fine-tunes', '/api/health', '/icon.svg'])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const response = await fetch(board.url + path, { method })
      expect([method, path, response.status]).toEqual([method, path, 405])
      expect(response.headers.get('allow')).toBe('GET, HEAD')
      expect(await response.json()).toEqual({
        code: 'MethodNotAllowed',
        request_id: expect.any(String),
        message: expect.any(String),
      })
    }
  expect(await sendRaw(board.url, ['TRACE / HTTP/1.1', 'Host: localhost', 'Connection: close'])).toMatch(
    /^HTTP\/1\.1 405 /,
  )
  const head = await fetch(`${board.url}/api/v1/fine-tunes`, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
})

test('requests that no browser makes are refused', async ({ board }) => {
  const close = 'Connection: close'
  for (const [status, head] of [
    [421, ['GET / HTTP/1.1', 'Host: evil.example', close]],
    [421, ['GET /api/v1/fine-tunes HTTP/1.1', 'Host: evil.example:3000', close]],
    [400, ['GET /jobs/%ff HTTP/1.1', 'Host: localhost', close]],
    [400, ['GET /%E0%A4%A HTTP/1.1', 'Host: localhost', close]],
    [400, ['GET / HTTP/1.1', 'Host: localhost', 'Host: evil.example', close]],
    [400, ['GET http://localhost/ HTTP/1.1', 'Host: localhost', close]],
    [400, ['GET / HTTP/1.1', close]],
  ] as const)
    expect([head, await sendRaw(board.url, head)]).toEqual([
      head,
      expect.stringMatching(new RegExp(`^HTTP/1\\.1 ${status} `)),
    ])
})
