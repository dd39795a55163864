import 'server-only'
import { getPublicServices } from './board'
import { toApiError } from './route'

/** Why a part of a page cannot be shown, in a form that can be sent to a browser. */
export type PageFailure = { code: string; message: string; request_id?: string; ours: boolean }

/** What a part of a page is drawn from. */
export type Settled<T> = { value: T; failure: null } | { value: null; failure: PageFailure }

/** Does what a page needs; a failure becomes a part that explains, while the rest of the page stands. */
export async function settle<T>(run: () => Promise<T>): Promise<Settled<T>> {
  try {
    return { value: await run(), failure: null }
  } catch (error) {
    const { status, code, message, upstreamRequestId } = toApiError(error)
    if (status === 500) getPublicServices().log.error({ error: String(error) }, 'a page failed')
    return {
      value: null,
      failure: {
        code,
        message,
        ours: upstreamRequestId === null,
        ...(upstreamRequestId ? { request_id: upstreamRequestId } : {}),
      },
    }
  }
}
