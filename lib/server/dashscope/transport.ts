import 'server-only'
import { Agent, type Dispatcher, request } from 'undici'
import { readBody } from './body'
import { type ReceivedAnswer, toFault, toStatusFault } from './faults'
import { UpstreamError } from './upstream-error'

/** Limits of one call: milliseconds and bytes. `headersMs` counts from the connection, `bodyMs` for the whole body. */
export type Limits = {
  readonly connectMs: number
  readonly headersMs: number
  readonly bodyMs: number
  readonly maxBytes: number
}

export const DEFAULT_LIMITS: Limits = {
  connectMs: 5_000,
  headersMs: 10_000,
  bodyMs: 30_000,
  maxBytes: 32 * 1024 * 1024,
}

export type Transport = {
  /** GETs an address under the limits and gives the text of a 200. Throws {@link UpstreamError} for all else. */
  get(url: URL, headers: Record<string, string>, signal?: AbortSignal): Promise<ReceivedAnswer>
  close(): Promise<void>
}

/** Makes the one thing that opens connections to DashScope. It follows no redirect. */
export function createTransport(limits: Limits): Transport {
  const agent = new Agent({
    connect: { timeout: limits.connectMs },
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyMs,
  })
  return {
    get: (url, headers, signal) => get(agent, limits, url, headers, signal),
    close: () => agent.destroy(),
  }
}

async function get(
  dispatcher: Dispatcher,
  limits: Limits,
  url: URL,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<ReceivedAnswer> {
  const call = new AbortController()
  let phase: 'headers' | 'body' = 'headers'
  let late = false
  const giveUp = () => {
    late = true
    call.abort()
  }
  const stop = () => call.abort()
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()
  let timer = setTimeout(giveUp, limits.connectMs + limits.headersMs)
  try {
    const response = await request(url, { dispatcher, headers, method: 'GET', signal: call.signal })
    clearTimeout(timer)
    phase = 'body'
    timer = setTimeout(giveUp, limits.bodyMs)
    // Destroying a body that is left unread emits an error, which without a listener would end the process.
    response.body.on('error', () => {})
    const answer = { status: response.statusCode, headers: response.headers, text: '' }
    if (answer.status >= 300 && answer.status < 400) {
      response.body.destroy()
      throw toStatusFault(answer)
    }
    answer.text = await readBody(response.body, first(answer.headers['content-encoding']), limits.maxBytes)
    if (answer.status !== 200) throw toStatusFault(answer)
    return answer
  } catch (error) {
    if (error instanceof UpstreamError) throw error
    throw toFault(error, { phase, late, stopped: signal?.aborted ?? false, host: url.hostname })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
