import type { ServerResponse } from 'node:http'
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { Answer } from './answer'
import type { Fault } from './fault'

const MEGABYTE = 1024 * 1024

/** Writes an answer, or does on the wire what the fault says in its place. */
export function writeAnswer(response: ServerResponse, answer: Answer, fault: Fault | null): void {
  const text = JSON.stringify(answer.body)
  switch (fault?.kind) {
    case 'html':
      send(
        response,
        fault.status ?? 502,
        'text/html',
        '<html><head><title>502 Bad Gateway</title></head></html>',
      )
      return
    case 'empty':
      send(response, fault.status ?? 200, 'application/json', '')
      return
    case 'not-json':
      send(response, fault.status ?? 200, 'application/json', `${text.slice(0, 60)}\n upstream timed out`)
      return
    case 'half-body':
      cutShort(response, text)
      return
    case 'hang-headers':
      return
    case 'hang-body':
      response.writeHead(200, toJsonHeaders(text))
      response.write(text.slice(0, fault.bytes ?? 40))
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'redirect':
      response.writeHead(fault.status ?? 302, { location: fault.location, 'content-length': '0' })
      response.end()
      return
    case 'gzip-bomb':
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      pipeline(Readable.from(toHugeBody()), createGzip(), response, () => {})
      return
    case 'huge':
      response.writeHead(200, { 'content-type': 'application/json' })
      pipeline(Readable.from(toHugeBody()), response, () => {})
      return
    default: {
      const retryAfter = fault?.kind === 'status' ? fault.retryAfter : undefined
      const headers =
        retryAfter === undefined ? answer.headers : { ...answer.headers, 'retry-after': String(retryAfter) }
      send(response, answer.status, 'application/json', text, headers)
    }
  }
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  headers?: { readonly [name: string]: string },
): void {
  response.writeHead(status, {
    ...headers,
    'content-type': type,
    'content-length': String(Buffer.byteLength(text)),
  })
  response.end(text)
}

function toJsonHeaders(text: string): { [name: string]: string } {
  return { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }
}

function cutShort(response: ServerResponse, text: string): void {
  response.writeHead(200, toJsonHeaders(text))
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy())
}

/** Valid JSON, 65 MB of it. */
function* toHugeBody(): Generator<string> {
  yield '{"request_id":"huge","output":{"page_no":1,"page_size":10,"total":0,"jobs":[],"padding":"'
  const part = 'x'.repeat(MEGABYTE)
  for (let i = 0; i < 65; i++) yield part
  yield '"}}'
}
