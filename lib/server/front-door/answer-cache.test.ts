import { createServer, type IncomingMessage, type Server } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '../auth/viewer'
import { createAnswerCache } from './answer-cache'

const OPEN: Viewer = { via: 'open', name: null }

describe('answers that are kept', () => {
  let server: Server
  let port = 0
  /** How often the answer was made; what it says; under which stamp, by whom, at what time. */
  const world = {
    made: 0,
    text: 'first',
    stamp: 'a' as string | null,
    viewer: OPEN,
    now: 0,
    status: 200,
    headers: {},
  }
  let turn = 0

  beforeEach(async () => {
    Object.assign(world, {
      made: 0,
      text: 'first',
      stamp: 'a',
      viewer: OPEN,
      now: 0,
      status: 200,
      headers: {},
    })
    const cache = createAnswerCache(
      () => world.stamp,
      () => world.now,
      (html) => html,
    )
    server = createServer((request, response) => {
      const marks = {
        nonce: `nonce-${String(++turn).padStart(8, '0')}`,
        requestId: `id-${String(turn).padStart(8, '0')}`,
      }
      response.setHeader('x-nonce', marks.nonce)
      const asked = { target: request.url ?? '', viewer: world.viewer, marks }
      if (cache.take(request, response, asked)) return
      world.made++
      response.statusCode = world.status
      for (const [name, value] of Object.entries(world.headers)) response.setHeader(name, String(value))
      response.setHeader('etag', `"${world.text.slice(0, 9)}"`)
      if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/html')
      // As Next does.
      response.flushHeaders()
      response.write(`<script nonce="${marks.nonce}"></script>${world.text} ${'x'.repeat(2_000)}`)
      response.end(`<script nonce="${marks.nonce}"></script>${marks.requestId}`)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    port = typeof address === 'object' && address ? address.port : 0
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
    const { request } = await import('node:http')
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      request({ port, host: '127.0.0.1', path, method, headers }, resolve).on('error', reject).end(),
    )
    const chunks: Buffer[] = []
    for await (const chunk of response) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    const encoding = response.headers['content-encoding']
    const body =
      encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes
    return { status: response.statusCode, headers: response.headers, encoding, text: body.toString() }
  }

  /** As two do: the second answer is kept. */
  async function askTwice(path: string, headers: Record<string, string> = {}, method = 'GET') {
    await ask(path, headers, method)
    return ask(path, headers, method)
  }

  it.each(['/', '/usage?group_by=week', '/api/v1/fine-tunes?page_size=50', '/api/v1/usage'])(
    'are given again for %s, with the nonce and the id of whoever asks',
    async (path) => {
      const first = await ask(path)
      const second = await ask(path)
      const third = await ask(path)
      expect(world.made).toBe(2)
      expect(third.text).not.toBe(second.text)
      for (const { text, headers } of [first, second, third]) {
        const nonce = String(headers['x-nonce'])
        expect(text.split(`nonce="${nonce}"`)).toHaveLength(3)
        expect(text.endsWith(nonce.replace('nonce', 'id'))).toBe(true)
      }
    },
  )

  it.each(['br', 'gzip', 'gzip, deflate, br', 'br;q=0, gzip', 'identity'])(
    'are the same under Accept-Encoding: %s',
    async (taken) => {
      for (const path of ['/', '/api/v1/fine-tunes']) {
        const plain = await askTwice(path)
        const packed = await ask(path, { 'accept-encoding': taken })
        const toEqual = (text: string) => text.replace(/(nonce|id)-\d+/g, '')
        expect(toEqual(packed.text)).toBe(toEqual(plain.text))
      }
      expect(world.made).toBe(4)
    },
  )

  it('say 304 to who has them', async () => {
    await askTwice('/api/v1/fine-tunes')
    const again = await ask('/api/v1/fine-tunes', { 'if-none-match': 'W/"first"' })
    expect(again).toMatchObject({ status: 304, text: '' })
    expect(again.headers.etag).toBe('"first"')
    expect(world.made).toBe(2)
  })

  it('are made once a second, as long as somebody asks', async () => {
    await askTwice('/')
    for (const [now, made] of [
      [1_000, 2],
      [1_001, 3],
      [2_001, 3],
      [2_002, 4],
      [4_000, 5],
      [4_001, 6],
    ] as const) {
      world.now = now
      await ask('/')
      expect(world.made, `${now}`).toBe(made)
    }
  })

  it.each<[string, () => void, string?, Record<string, string>?]>([
    ['the data changed', () => Object.assign(world, { stamp: 'b' })],
    ['the account is not whole', () => Object.assign(world, { stamp: null })],
    ['a second has passed', () => Object.assign(world, { now: 1_001 })],
    ['somebody else asks', () => Object.assign(world, { viewer: { via: 'oidc', name: 'li@team.example' } })],
    ['another query is asked', () => {}, '/?status=FAILED'],
    ['another language is read', () => {}, '/', { 'accept-language': 'zh' }],
    ['other preferences are kept', () => {}, '/', { cookie: 'theme=dark' }],
    ['a part of a page is asked', () => {}, '/', { rsc: '1' }],
    ['a refresh is asked', () => {}, '/?refresh=true'],
  ])('are made anew when %s', async (_when, change, path = '/', headers = {}) => {
    await askTwice('/')
    change()
    await ask(path, headers)
    expect(world.made).toBe(3)
  })

  it('stay one for who signed in twice, and are nobody else’s', async () => {
    world.viewer = { via: 'oidc', name: 'li@team.example' }
    await askTwice('/', { cookie: 'theme=dark; __Host-tuneboard-session=one' })
    await ask('/', { cookie: '__Host-tuneboard-session=two; theme=dark' })
    expect(world.made).toBe(2)
    world.viewer = { via: 'oidc', name: 'wang@team.example' }
    await ask('/', { cookie: '__Host-tuneboard-session=one; theme=dark' })
    expect(world.made).toBe(3)
  })

  it.each<[string, () => void, string?, string?]>([
    ['of failures', () => Object.assign(world, { status: 503 })],
    ['that set a cookie', () => Object.assign(world, { headers: { 'set-cookie': 'a=b' } })],
    ['of other pages', () => {}, '/jobs/ft-1'],
    ['to HEAD', () => {}, '/', 'HEAD'],
    ['that are too large', () => Object.assign(world, { text: 'y'.repeat(1_100_000) }), '/api/v1/fine-tunes'],
  ])('are none %s', async (_what, change, path = '/', method = 'GET') => {
    change()
    const first = await askTwice(path, {}, method)
    const second = await ask(path, {}, method)
    expect(world.made).toBe(3)
    expect(second.text.length).toBe(first.text.length)
  })

  it('or not, a page is sent in one piece, and an export in many', async () => {
    const page = await ask('/jobs/ft-1', { 'accept-encoding': 'br' })
    expect(page.encoding).toBe('br')
    expect(page.headers['transfer-encoding']).toBeUndefined()
    expect(page.text).toContain('first')
    world.headers = { 'content-type': 'text/csv' }
    const rows = await ask('/api/v1/fine-tunes.csv')
    expect(rows.headers['transfer-encoding']).toBe('chunked')
    expect(rows.text.length).toBe(page.text.length)
  })

  it('are none when the data changed while they were made', async () => {
    await ask('/')
    const stamps = ['a', 'b']
    Object.defineProperty(world, 'stamp', { configurable: true, get: () => stamps.shift() ?? 'b' })
    await ask('/')
    await ask('/')
    Object.defineProperty(world, 'stamp', { configurable: true, writable: true, value: 'a' })
    expect(world.made).toBe(3)
  })
})
