import 'server-only'
import type { Json } from '@/lib/jobs/json'

/** Deeper values than this would end `JSON.stringify` (and so every answer) with a stack overflow. */
const MAX_DEPTH = 1000

const PERHAPS_TOO_LONG = /\d{16}|\d[eE]\+?\d{3}/
const STRING_OR_NUMBER = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * Parses JSON without losing digits: a number that JavaScript cannot hold (a 17-digit id sent without quotes, 1e400)
 * becomes a string of what was written.
 * @throws SyntaxError when the text is no JSON
 */
export function parseJson(text: string): Json {
  const exact = PERHAPS_TOO_LONG.test(text) ? text.replace(STRING_OR_NUMBER, quoteLongNumber) : text
  return cutDepth(JSON.parse(exact) as Json)
}

function quoteLongNumber(token: string): string {
  if (token.startsWith('"')) return token
  const value = Number(token)
  const exact = /^-?\d+$/.test(token) ? Number.isSafeInteger(value) : Number.isFinite(value)
  return exact ? token : `"${token}"`
}

/** Puts a word in the place of what is nested too deep. Walks level by level: recursion is what must not happen. */
function cutDepth(root: Json): Json {
  let level: Json[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    const next: Json[] = []
    for (const container of level) {
      if (container === null || typeof container !== 'object') continue
      for (const [name, value] of Object.entries(container)) {
        if (value === null || typeof value !== 'object') continue
        if (depth < MAX_DEPTH) next.push(value)
        else Object.defineProperty(container, name, { ...PLAIN, value: '[nested too deep]' })
      }
    }
    level = next
  }
  return root
}

const PLAIN = { writable: true, enumerable: true, configurable: true }
