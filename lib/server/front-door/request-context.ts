import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { SignInProblem } from '../auth/sign-in-problem'
import type { Viewer } from '../auth/viewer'

/** What the front door knows of a request and pages and routes cannot learn from Next. */
export type RequestContext = {
  /** Of our own answer, a UUID. */
  readonly requestId: string
  /** Path and query as they stood in the request line. */
  readonly target: string
  /** The headers `Cookie` and `Accept-Language`, '' where there is none. */
  readonly cookie: string
  readonly acceptLanguage: string
  /** Whom the front door let in; `null` where nobody was, on pages that are open to all. */
  readonly viewer: Viewer | null
  /** Why the last try to sign in failed, for the page that says so. */
  readonly signInProblem: SignInProblem | null
  /** Has the answer leave with another status than Next gives it. */
  readonly setStatus: (status: number) => void
}

const KEY = Symbol.for('tuneboard.request-context')

function getStorage(): AsyncLocalStorage<RequestContext> {
  const known = Reflect.get(globalThis, KEY) as AsyncLocalStorage<RequestContext> | undefined
  if (known) return known
  const storage = new AsyncLocalStorage<RequestContext>()
  Reflect.set(globalThis, KEY, storage)
  return storage
}

/** Runs a request's handler so that {@link getRequestContext} answers for it. */
export function runWithRequestContext<T>(context: RequestContext, run: () => T): T {
  return getStorage().run(context, run)
}

/** The context of the request at hand. */
export function getRequestContext(): RequestContext {
  return (
    getStorage().getStore() ?? {
      requestId: crypto.randomUUID(),
      target: '/',
      cookie: '',
      acceptLanguage: '',
      viewer: null,
      signInProblem: null,
      setStatus: () => {},
    }
  )
}
