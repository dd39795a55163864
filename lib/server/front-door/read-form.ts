import 'server-only'
import type { IncomingMessage } from 'node:http'

/** Reads a form whose length the front door has checked. What is no urlencoded form is an empty one. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')
  return new URLSearchParams(isForm ? Buffer.concat(chunks).toString('utf8') : '')
}
