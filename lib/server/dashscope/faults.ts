import 'server-only'
import type { Json } from '@/lib/jobs/json'
import { BodyTooLarge, UnknownEncoding } from './body'
import { parseJson } from './json-text'
import { UpstreamError } from './upstream-error'

export type ReceivedAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

type Circumstances = {
  readonly phase: 'headers' | 'body'
  /** A time limit of ours ran out. */
  readonly late: boolean
  /** The caller gave the call up. */
  readonly stopped: boolean
  readonly host: string
}

/** Codes for answers that say nothing but a status, as gateways send them. */
const CODE_BY_STATUS: ReadonlyMap<number, string> = new Map([
  [401, 'InvalidApiKey'],
  [403, 'AccessDenied'],
  [429, 'Throttling'],
  [500, 'InternalError'],
  [502, 'ServiceUnavailable'],
  [503, 'ServiceUnavailable'],
  [504, 'ServiceUnavailable'],
])

/** The error of an answer that is not a 200. */
export function toStatusFault(answer: ReceivedAnswer): UpstreamError {
  const { status } = answer
  const common = { httpStatus: status, retryAfterMs: toRetryAfterMs(answer.headers['retry-after']) }
  const headerId = toHeader(answer.headers['x-request-id'] ?? answer.headers['x-dashscope-request-id'])
  if (status >= 300 && status < 400)
    return new UpstreamError({
      ...common,
      kind: 'redirected',
      code: 'Redirected',
      message: `The address answered with a redirect (HTTP ${status}), which is never followed.`,
      requestId: headerId,
    })
  const said = toSaidError(answer.text)
  const requestId = said?.requestId ?? headerId
  if (said) return new UpstreamError({ ...common, ...said, kind: 'http', requestId })
  const code = CODE_BY_STATUS.get(status)
  return new UpstreamError({
    ...common,
    kind: code ? 'http' : 'bad-answer',
    code: code ?? 'BadAnswer',
    message: `HTTP ${status} came without an error in DashScope's form.`,
    requestId,
  })
}

/** The error that a body `{code, message, request_id}` says; `null` where it says none. */
export function toSaidError(body: string | Json) {
  const value = typeof body === 'string' ? parseOrNull(body) : body
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  const { code, message, request_id } = value
  if ((typeof code !== 'string' && typeof code !== 'number') || code === '') return null
  return {
    code: String(code).slice(0, 100),
    message: typeof message === 'string' && message !== '' ? message.slice(0, 2000) : String(code),
    requestId: toRequestId(request_id),
  }
}

/** DashScope's id of a call, where it is one. */
export function toRequestId(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null
}

/** A 200 that does not hold what was asked for. */
export function toBadAnswer(message: string, requestId: string | null = null): UpstreamError {
  return new UpstreamError({ kind: 'bad-answer', code: 'BadAnswer', message, httpStatus: 200, requestId })
}

/** The error of a call that came to no whole answer. */
export function toFault(error: unknown, { phase, late, stopped, host }: Circumstances): UpstreamError {
  const reason = toReason(error)
  if (stopped)
    return new UpstreamError({
      kind: 'aborted',
      code: 'ServiceUnavailable',
      message: 'The board is stopping.',
    })
  if (late || /TIMEOUT|ETIMEDOUT/.test(reason))
    return new UpstreamError({
      kind: 'timeout',
      code: 'Timeout',
      message: `${host} did not answer in time (${phase === 'body' ? 'the body did not end' : 'no answer began'}).`,
    })
  if (error instanceof BodyTooLarge)
    return new UpstreamError({ kind: 'too-large', code: 'TooLarge', message: 'The answer is too large.' })
  if (error instanceof UnknownEncoding || phase === 'body' || /PARSER|OVERFLOW|HPE_/.test(reason))
    return new UpstreamError({
      kind: 'bad-answer',
      code: 'BadAnswer',
      message: `The answer broke off or cannot be read${reason && ` (${reason})`}.`,
    })
  return new UpstreamError({
    kind: 'unreachable',
    code: 'Unreachable',
    message: /CERT|SELF_SIGNED|ISSUER|SIGNATURE/.test(reason)
      ? `${host} cannot be reached: its certificate is not to be trusted (${reason}).`
      : `${host} cannot be reached${reason && ` (${reason})`}.`,
  })
}

/** The system's or undici's short code (`ECONNREFUSED`); its message is left out, as it may quote what was sent. */
function toReason(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return ''
  const { code } = error
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : ''
}

/** Milliseconds of a `Retry-After` in seconds or as a date; `null` where it is neither. */
function toRetryAfterMs(header: string | string[] | undefined): number | null {
  const text = toHeader(header)?.trim() ?? ''
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text) * 1000
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now())
}

function toHeader(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header)?.slice(0, 200) ?? null
}

function parseOrNull(text: string): Json {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}
