import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { compressWhole, toEncoding } from './encoding'

/** Of one answer; a usage page of five years has 500,000. */
const MOST_BYTES = 1_000_000
/** Smaller ones are not worth compressing. */
const LEAST_BYTES = 1024
/** Pages, and the parts of one that a click within the app asks for. */
const PAGE = /^text\/(html|x-component)\b/

export type Whole = {
  /** Whether it is pages alone that go out in one piece: what else comes in pieces is an export. */
  readonly pagesOnly: boolean
  /** Puts a whole page in order. */
  readonly toPage: (html: Buffer) => Buffer
  /** Is handed the body before it is compressed. */
  readonly keep?: ((body: Buffer) => void) | null
}

/**
 * Has an answer sent in one piece; one that grows too large goes out as it is. Nothing of a page is sent before all of it
 * is drawn, so nobody waits longer for one piece than for many.
 */
export function sendWhole(
  request: IncomingMessage,
  response: ServerResponse,
  { pagesOnly, toPage, keep }: Whole,
): void {
  const isType = (type: RegExp) => type.test(String(response.getHeader('content-type')))
  const chunks: Buffer[] = []
  let bytes = 0
  const { write, end, flushHeaders } = response
  const letGo = () => Object.assign(response, { write, end, flushHeaders })
  // Next sends the headers before it knows the body.
  response.flushHeaders = () => {}
  response.write = ((...given: Parameters<typeof write>) => {
    const part = toBytes(given[0])
    bytes += part.length
    chunks.push(part)
    if (bytes <= MOST_BYTES && (!pagesOnly || isType(PAGE))) return true
    letGo()
    return response.write(Buffer.concat(chunks.splice(0)))
  }) as typeof write
  response.end = ((...given: Parameters<typeof end>) => {
    letGo()
    const whole = Buffer.concat([...chunks, toBytes(given[0])])
    if (whole.length === 0) return response.end()
    const body = isType(/^text\/html\b/) ? toPage(whole) : whole
    keep?.(body)
    if (response.statusCode === 200) endCompressed(request, response, body)
    else response.end(body)
    return response
  }) as typeof end
}

/** Ends an answer with a body, as the browser takes it. */
export async function endCompressed(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  const encoding = body.length < LEAST_BYTES ? 'identity' : toEncoding(request.headers['accept-encoding'])
  if (encoding === 'identity') {
    response.end(body)
    return
  }
  const compressed = await compressWhole(body, encoding).catch(() => null)
  if (compressed) response.setHeader('content-encoding', encoding)
  // Without memory for a compressed one it goes out as it is.
  response.end(compressed ?? body)
}

function toBytes(chunk: unknown): Buffer {
  if (typeof chunk === 'string') return Buffer.from(chunk)
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.alloc(0)
}
