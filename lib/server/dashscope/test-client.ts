import 'server-only'
import { createServer, type RequestListener } from 'node:http'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { createDashScopeClient } from './client'
import type { Limits } from './transport'
import { UpstreamError } from './upstream-error'

export const KEY = 'sk-canary0123456789abcdef0123456789'
const LIMITS = { connectMs: 500, headersMs: 150, bodyMs: 300, maxBytes: 100_000 }

/** A client of a server, with short limits, and what it logs. */
export function startClient(baseUrl: string, limits: Partial<Limits> = {}, key = KEY) {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line) => lines.push(line) })
  const client = createDashScopeClient({
    baseUrl,
    key,
    workspace: 'ws-1',
    log,
    limits: { ...LIMITS, ...limits },
  })
  onTestFinished(() => client.close())
  return { client, log: () => lines.join('') }
}

/** A server that answers as the test says, for what the sample account never sends. */
export async function startServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/v1`
}

export const serveText = (text: string) => startServer((_, response) => response.end(text))
export const first = { page_no: 1, page_size: 10 }

/** The error that a call fails with. */
export async function toError(call: Promise<unknown>): Promise<UpstreamError> {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(thrown instanceof UpstreamError)) throw new Error(`no UpstreamError but ${thrown}`)
  return thrown
}
