import type { ErrorAnswer } from '../api/error'

/** An answer of the board that is no success, or none at all (`Unreachable`). */
export class ApiFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** Of the board's answer. */
    readonly requestId: string | null,
    /** Of DashScope's answer to the board, where that was the reason. */
    readonly upstreamRequestId: string | null,
  ) {
    super(message)
  }
}

/**
 * Fetches JSON from the board. The server checked the answer against its schema, so it is taken as it is.
 * @throws ApiFailure
 */
export async function fetchJson<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  return (await fetchAnswer<Answer>(path, signal)).body
}

/** {@link fetchJson} with the answer's headers. */
export async function fetchAnswer<Answer>(
  path: string,
  signal: AbortSignal,
): Promise<{ body: Answer; headers: Headers }> {
  const response = await fetch(`${process.env.BASE_PATH}${path}`, {
    signal,
    headers: { accept: 'application/json' },
  }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new ApiFailure('BoardUnreachable', String(error), null, null)
  })
  const body: unknown = await response.json().catch(() => null)
  if (response.ok && body !== null) return { body: body as Answer, headers: response.headers }
  const { code, message, request_id, upstream_request_id } = (body ?? {}) as Partial<ErrorAnswer>
  throw new ApiFailure(
    code ?? 'BadAnswer',
    message ?? `HTTP ${response.status}`,
    request_id ?? null,
    upstream_request_id ?? null,
  )
}
