import 'server-only'
import { createHash } from 'node:crypto'
import type { LogState } from '@/lib/api/log-state'
import type { MirrorState } from '@/lib/api/mirror-state'
import { isMatch } from './respond-list'
import { toTimelessState } from './services/mirror-state'

type LogAnswer = { request_id: string; output: unknown; log: LogState; mirror: MirrorState }

/**
 * Sends what is told of a log, with an `ETag` made of `version` (which differs for different output) and of what stands
 * beside it but for times; `If-None-Match` is answered 304 before anything long is written out.
 */
export function respondLog(
  request: Request,
  version: string,
  check: (answer: LogAnswer) => void,
  answer: LogAnswer,
): Response {
  const { read_at: _, ...log } = answer.log
  const digest = createHash('sha1')
    .update(JSON.stringify([version, log, toTimelessState(answer.mirror)]))
    .digest('base64url')
  const headers = new Headers({ etag: `"${digest}"`, 'cache-control': 'private, no-cache' })
  if (answer.log.read_at !== null) headers.set('last-modified', new Date(answer.log.read_at).toUTCString())
  if (isMatch(request.headers.get('if-none-match'), `"${digest}"`))
    return new Response(null, { status: 304, headers })
  check(answer)
  headers.set('content-type', 'application/json; charset=utf-8')
  return new Response(JSON.stringify(answer), { headers })
}
