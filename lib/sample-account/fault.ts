import type { Call } from './call'

/** Which calls a fault meets: every one, those that a function picks, or those of a path, from the `nth` on. */
type FaultWhen =
  | ((call: Call) => boolean)
  | {
      /** Beginning of the path below the base URL: `/fine-tunes`. */
      readonly path?: string
      /** The first of the calls that match to be met, from 1; alone, it is that one only. */
      readonly nth?: number
      /** How many calls are met. */
      readonly times?: number
    }

/** What goes wrong with a call. */
export type Fault = { readonly when?: FaultWhen } & (
  | {
      /** An error of the service. */
      readonly kind: 'status'
      readonly status: number
      readonly code?: string
      readonly message?: string
      readonly request_id?: string
      /** The header: seconds, or a date as HTTP writes it. */
      readonly retryAfter?: string | number
    }
  /** A gateway's page, 502 unless said otherwise. */
  | { readonly kind: 'html'; readonly status?: number }
  /** No body, 200 unless said otherwise. */
  | { readonly kind: 'empty'; readonly status?: number }
  /** Text which begins like JSON, 200 unless said otherwise. */
  | { readonly kind: 'not-json'; readonly status?: number }
  | { readonly kind: 'wrong-types'; readonly form?: 'output-null' | 'jobs-not-a-list' | 'items-not-objects' }
  /** Half of the answer, and the connection ends although `Content-Length` says more. */
  | { readonly kind: 'half-body' }
  /** Silence from the beginning. */
  | { readonly kind: 'hang-headers' }
  /** Headers, some bytes of the answer, silence. */
  | { readonly kind: 'hang-body'; readonly bytes?: number }
  /** The connection is reset. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** A body of a few kilobytes which unpacks to more than 64 MB. */
  | { readonly kind: 'gzip-bomb' }
  /** A body of more than 64 MB, valid JSON. */
  | { readonly kind: 'huge' }
  /** The `Authorization` header comes back: in an error's message, in a header, or as name of the first job. */
  | { readonly kind: 'echo-key'; readonly place?: 'message' | 'headers' | 'name' }
  /** A list without jobs. */
  | { readonly kind: 'total-zero' }
  /** Before the answer a job is added, or the newest one removed, so that pages shift; this change stays. */
  | { readonly kind: 'shift'; readonly by?: 'added' | 'removed' }
  /** The page's first job comes twice, and after page 1 the last of the page before as well. */
  | { readonly kind: 'doubles' }
  /** `data` in place of `output`, which is no fault but a form. */
  | { readonly kind: 'data' }
)

/** Decides whether a fault meets a call, counting those that match since it was set. */
export class FaultSwitch {
  #fault: Fault | null = null
  #matched = 0

  set(fault: Fault | null): void {
    this.#fault = fault
    this.#matched = 0
  }

  take(call: Call): Fault | null {
    const when = this.#fault?.when
    if (when === undefined) return this.#fault
    if (typeof when === 'function') return when(call) ? this.#fault : null
    if (when.path !== undefined && !call.path.startsWith(when.path)) return null
    this.#matched++
    const first = when.nth ?? 1
    const times = when.times ?? (when.nth === undefined ? Number.POSITIVE_INFINITY : 1)
    return this.#matched >= first && this.#matched < first + times ? this.#fault : null
  }
}
