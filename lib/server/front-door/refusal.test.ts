import { createServer, type RequestListener, request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { readSettings } from '../env.mjs'
import { toRefusal } from './refusal'

const settings = readSettings({ DASHSCOPE_API_KEY: 'sk-test', ALLOWED_HOSTS: 'board.example', AUTH: 'none' })
const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** A real server that answers what the refusal is, so that Node's own parsing is part of the test. */
async function listen(): Promise<number> {
  const answer: RequestListener = (incoming, response) => {
    response.end(String(toRefusal(incoming, settings)?.status ?? 200))
  }
  const server = createServer({ requireHostHeader: false }, answer)
  stops.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function ask(
  port: number,
  path: string,
  method = 'GET',
  headers: Record<string, string> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, path, method, headers, host: '127.0.0.1' }, (response) => {
      response.setEncoding('utf8').on('data', resolve)
    })
    outgoing.on('error', reject).end()
  })
}

function askRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(text))
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk) => {
      answer += chunk
    })
    socket.on('end', () => resolve(answer.split('\r\n\r\n')[1] ?? '')).on('error', reject)
  })
}

describe('toRefusal', () => {
  it.each([
    ['/', 200],
    ['/?q=%E4%B8%AD', 200],
    ['/jobs/ft-1', 200],
    ['/jobs/%ff', 400],
    ['/jobs/%', 400],
    ['/jobs/%00', 400],
  ])('%s is %i', async (path, status) => {
    expect(await ask(await listen(), path)).toBe(String(status))
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE'])('%s is 405', async (method) => {
    expect(await ask(await listen(), '/api/v1/fine-tunes', method)).toBe('405')
  })

  it('lets the one writing route be written to from the board itself only', async () => {
    const port = await listen()
    const host = `127.0.0.1:${port}`
    expect(await ask(port, '/preferences', 'POST', { origin: `http://${host}` })).toBe('200')
    expect(await ask(port, '/preferences', 'POST', { origin: 'https://evil.example' })).toBe('403')
    expect(await ask(port, '/preferences', 'POST', { origin: 'null' })).toBe('403')
    expect(await ask(port, '/preferences', 'DELETE')).toBe('405')
  })

  it.each([
    ['localhost', 200],
    ['127.0.0.1:3000', 200],
    ['[::1]:3000', 200],
    ['board.example', 200],
    ['BOARD.example:8443', 200],
    ['evil.example', 421],
    ['localhost.evil.example', 421],
    ['127.0.0.1.evil.example', 421],
  ])('Host %s is %i', async (host, status) => {
    expect(await ask(await listen(), '/', 'GET', { host })).toBe(String(status))
  })

  it('takes exactly one Host and a path', async () => {
    const port = await listen()
    const end = 'Connection: close\r\n\r\n'
    expect(await askRaw(port, `GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n${end}`)).toContain(
      '400',
    )
    expect(await askRaw(port, `GET / HTTP/1.1\r\n${end}`)).toContain('400')
    expect(await askRaw(port, `GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n${end}`)).toContain('400')
  })
})
