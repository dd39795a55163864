import 'server-only'
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { MirrorState } from '@/lib/api/mirror-state'
import { toTimelessState } from './services/mirror-state'

type ListAnswer = { request_id: string; output: unknown; mirror: MirrorState }

/**
 * Sends a list with an `ETag` over everything but our request id and the time of the mirror, which differ between
 * equal answers; `If-None-Match` is answered 304. `Last-Modified` is when the mirror was last true.
 */
export function respondList<Answer extends ListAnswer>(
  request: Request,
  schema: z.ZodType<Answer>,
  answer: Answer,
): Response {
  // Only checked: what zod gives back has another order of fields.
  schema.parse(answer)
  const { synced_at } = answer.mirror
  const output = JSON.stringify(answer.output)
  const digest = createHash('sha1')
    .update(output)
    .update(JSON.stringify(toTimelessState(answer.mirror)))
    .digest('base64url')
  const etag = `"${digest}"`
  const headers = new Headers({ etag, 'cache-control': 'private, no-cache' })
  if (synced_at !== null) headers.set('last-modified', new Date(synced_at).toUTCString())
  if (isMatch(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  headers.set('content-type', 'application/json; charset=utf-8')
  // The output is large and written out already.
  const [id, state] = [answer.request_id, answer.mirror].map((part) => JSON.stringify(part))
  return new Response(`{"request_id":${id},"output":${output},"mirror":${state}}`, { headers })
}

/** Compares weakly, as RFC 9110 has it for `If-None-Match`: a proxy that compresses marks the tag as weak. */
export function isMatch(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}
