import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Viewer } from '../auth/viewer'
import { isMatch } from '../respond-list'
import { endCompressed, sendWhole } from './send-whole'

/** Whose answers depend on nothing but the mirror, the clock and who asks. */
const PATHS = new Set(['/', '/usage', '/api/v1/fine-tunes', '/api/v1/usage'])
/** A click within the app asks for parts of a page, by headers. */
const PART = /^(rsc|next-)/
/** Who signed in stands in a key by his name. */
const AUTH_COOKIE = /^(__Host-|__Secure-)?tuneboard-(session|browser|trip)=/
/** Ages are told to the second. */
const MOST_AGE_MS = 1_000
const MOST_ANSWERS = 100
const MOST_ASKED = 1_000
/** Of all of them. */
const MOST_KEPT_BYTES = 30_000_000
/** What the compression and Node put on each answer anew. */
const OWN_HEADERS = /^(content-encoding|content-length|transfer-encoding|connection|keep-alive|date)$/

/** What differs between two answers that are the same: each stands in the text as often as it likes. */
export type Marks = { readonly nonce: string; readonly requestId: string }

type Kept = {
  readonly at: number
  readonly headers: readonly (readonly [name: string, value: string | number | readonly string[]])[]
  readonly etag: string | null
  readonly body: Buffer
  readonly places: readonly (readonly [at: number, mark: keyof Marks])[]
}

export type AnswerCache = {
  /**
   * Answers as the like of him was answered within the last second, if nothing has changed since. Else the answer that
   * is given now is kept, if it is the second within a second: one that nobody shares would only fill the memory. Says
   * whether it answered.
   */
  take(
    request: IncomingMessage,
    response: ServerResponse,
    asked: { target: string; viewer: Viewer | null; marks: Marks },
  ): boolean
}

/**
 * Keeps the last answers in memory. `toStamp` says how the data stand: another one and all of them are forgotten; `null`
 * and none is kept. `toPage` puts each page in order before it is sent or kept.
 */
export function createAnswerCache(
  toStamp: () => string | null,
  clock: () => number,
  toPage: (html: Buffer) => Buffer,
): AnswerCache {
  const answers = new Map<string, Kept>()
  /** When each answer was last asked for, kept or not. */
  const asked = new Map<string, number>()
  let bytes = 0
  let stamp: string | null = null

  /** Forgets what is no longer so, and gives the stamp of now. */
  function refresh(): string | null {
    const now = toStamp()
    if (now !== stamp) clear()
    stamp = now
    return now
  }

  function clear(): void {
    answers.clear()
    asked.clear()
    bytes = 0
  }

  /** Whether this is not the first to ask for it within a second. */
  function isShared(key: string, at: number): boolean {
    const last = asked.get(key)
    if (asked.size >= MOST_ASKED) asked.clear()
    asked.set(key, at)
    return last !== undefined && at - last <= MOST_AGE_MS
  }

  /** Makes the function that keeps a body, if it is one to be given again. */
  function toKeeper(
    key: string,
    { before, at }: { before: string; at: number },
    response: ServerResponse,
    marks: Marks,
  ): (body: Buffer) => void {
    // The front door puts its own on each answer.
    const own = new Set(response.getHeaderNames())
    return (body) => {
      if (response.statusCode !== 200 || response.hasHeader('set-cookie') || refresh() !== before) return
      if (answers.size >= MOST_ANSWERS || bytes + body.length > MOST_KEPT_BYTES) clear()
      bytes += body.length - (answers.get(key)?.body.length ?? 0)
      const headers = Object.entries(response.getHeaders()).flatMap(([name, value]) =>
        value === undefined || own.has(name) || OWN_HEADERS.test(name) ? [] : [[name, value] as const],
      )
      const etag = response.getHeader('etag')
      answers.set(key, {
        at,
        headers,
        etag: typeof etag === 'string' ? etag : null,
        body,
        places: [...findAll(body, marks, 'nonce'), ...findAll(body, marks, 'requestId')],
      })
    }
  }

  return {
    take(request, response, { target, viewer, marks }) {
      const key = toKey(request, target, viewer)
      const now = key === null ? null : refresh()
      if (key === null || now === null) {
        sendWhole(request, response, { pagesOnly: true, toPage })
        return false
      }
      const at = clock()
      const shared = isShared(key, at)
      const kept = answers.get(key)
      if (!kept || at - kept.at > MOST_AGE_MS) {
        const keep = shared ? toKeeper(key, { before: now, at }, response, marks) : null
        sendWhole(request, response, { pagesOnly: false, toPage, keep })
        return false
      }
      for (const [name, value] of kept.headers) response.setHeader(name, value)
      if (kept.etag !== null && isMatch(request.headers['if-none-match'] ?? null, kept.etag)) {
        response.removeHeader('content-type')
        response.statusCode = 304
        response.end()
        return true
      }
      const body = Buffer.from(kept.body)
      for (const [place, mark] of kept.places) body.write(marks[mark], place, 'latin1')
      endCompressed(request, response, body)
      return true
    },
  }
}

/** By what two requests are the same; `null` where the answer is not to be kept. */
function toKey(request: IncomingMessage, target: string, viewer: Viewer | null): string | null {
  const { method, headers } = request
  if (method !== 'GET' || !PATHS.has(target.split('?', 1)[0] ?? '') || /[?&](refresh|_rsc)=/.test(target))
    return null
  if (Object.keys(headers).some((name) => PART.test(name)) || headers.range) return null
  const cookies = (headers.cookie ?? '').split(/;\s*/).filter((pair) => !AUTH_COOKIE.test(pair))
  return JSON.stringify([target, viewer?.via, viewer?.name, headers['accept-language'], ...cookies])
}

function findAll(body: Buffer, marks: Marks, mark: keyof Marks): [number, keyof Marks][] {
  const places: [number, keyof Marks][] = []
  for (
    let at = body.indexOf(marks[mark], 0, 'latin1');
    at >= 0;
    at = body.indexOf(marks[mark], at + 1, 'latin1')
  )
    places.push([at, mark])
  return places
}
