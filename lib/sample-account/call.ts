import type { IncomingHttpHeaders } from 'node:http'

/** A call that the sample account got. */
export type Call = {
  readonly method: string
  /** Below the base URL: `/fine-tunes`; `../…` where it is not below it. Still escaped. */
  readonly path: string
  readonly query: { readonly [name: string]: string }
  readonly headers: IncomingHttpHeaders
  /** Real time, milliseconds since 1970 (UTC), whatever clock the account shows. */
  readonly at: number
}

const KEPT = 1000

/** Counts every call and keeps the last thousand of them or more. */
export class CallBook {
  readonly calls: Call[] = []
  readonly #counts = new Map<string, number>()

  add(call: Call): void {
    this.calls.push(call)
    if (this.calls.length >= 2 * KEPT) this.calls.splice(0, KEPT)
    this.#counts.set(call.path, (this.#counts.get(call.path) ?? 0) + 1)
  }

  /** How many calls came since the last reset, of those whose path begins with `prefix`. */
  count(prefix = ''): number {
    let sum = 0
    for (const [path, count] of this.#counts) if (path.startsWith(prefix)) sum += count
    return sum
  }

  reset(): void {
    this.calls.length = 0
    this.#counts.clear()
  }
}

/** The call of a raw request; the first of a repeated query name stands. */
export function toCall(method: string, url: string, headers: IncomingHttpHeaders): Call {
  const mark = url.indexOf('?')
  const whole = mark < 0 ? url : url.slice(0, mark)
  const query: { [name: string]: string } = Object.create(null)
  for (const [name, value] of new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))) query[name] ??= value
  const path = whole.startsWith('/api/v1/') ? whole.slice('/api/v1'.length) : `..${whole}`
  return { method, path, query, headers, at: Date.now() }
}
