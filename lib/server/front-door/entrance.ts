import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Auth, BROWSER_COOKIE, type Entry, SESSION_COOKIE } from '../auth/auth'
import { parseCookie, serializeCookie } from '../auth/cookies'
import { OIDC_SECONDS } from '../auth/oidc'
import { parseTrip, serializeTrip } from '../auth/oidc-trip'
import { toReturnPath } from '../auth/return-path'
import { BROWSER_SECONDS, SESSION_SECONDS } from '../auth/sessions'
import type { SignInProblem } from '../auth/sign-in-problem'
import type { Viewer } from '../auth/viewer'
import type { Peer } from './peer'
import { readForm } from './read-form'
import { sendTo } from './send'

const TRIP_COOKIE = 'trip'

export type Visit = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly path: string
  /** The query string, without `?`. */
  readonly search: string
  readonly peer: Peer
  readonly viewer: Viewer | null
  readonly requestId: string
}

/** What is left to do: nothing, or the sign-in page with what went wrong, or the page that was asked for. */
export type Outcome = 'answered' | 'page' | { readonly problem: SignInProblem; readonly to: string }

/** Does what `/sign-in`, `/sign-in/callback` and `/sign-out` do besides showing a page. */
export function createEntrance(auth: Auth, basePath: string): (visit: Visit) => Promise<Outcome> {
  const addCookie = (visit: Visit, name: string, value: string, seconds: number) =>
    visit.response.appendHeader('set-cookie', serializeCookie(name, value, seconds, auth.toScope(visit.peer)))
  const readCookie = ({ request, peer }: Visit, name: string) =>
    parseCookie(request.headers.cookie, name, auth.toScope(peer))
  /** Where somebody is who is not signed in; without sign-in there is nothing to leave. */
  const outside = auth.isOn ? '/sign-in' : '/'
  const noteOf = ({ peer, requestId }: Visit) => ({ peer: peer.address, requestId })
  const goTo = ({ response }: Visit, path: string): 'answered' => {
    sendTo(response, basePath + path)
    return 'answered'
  }

  async function enter(visit: Visit, { viewer, session, browser }: Entry, to: string): Promise<Outcome> {
    const before = readCookie(visit, SESSION_COOKIE)
    if (before) await auth.sessions.end(before)
    addCookie(visit, SESSION_COOKIE, session, SESSION_SECONDS)
    if (browser) addCookie(visit, BROWSER_COOKIE, browser, BROWSER_SECONDS)
    auth.audit('sign-in', { ...noteOf(visit), via: viewer.via, viewer: viewer.name })
    return goTo(visit, to)
  }

  function fail(visit: Visit, via: string, problem: SignInProblem, to: string): Outcome {
    const name = problem.kind === 'notAllowed' ? { viewer: problem.name } : {}
    auth.audit('sign-in-failed', { ...noteOf(visit), via, reason: problem.kind, ...name })
    return { problem, to }
  }

  async function takePassword(visit: Visit): Promise<Outcome> {
    const form = await readForm(visit.request)
    const to = toReturnPath(form.get('to'))
    if (!auth.hasPassword) return goTo(visit, to)
    const browser = readCookie(visit, BROWSER_COOKIE)
    const result = await auth.tryPassword({ password: form.get('password') ?? '', peer: visit.peer, browser })
    return 'session' in result ? enter(visit, result, to) : fail(visit, 'password', result, to)
  }

  async function leaveForProvider(visit: Visit, to: string): Promise<Outcome> {
    try {
      const begun = await auth.oidc?.begin(to)
      if (!begun) return goTo(visit, '/sign-in')
      addCookie(visit, TRIP_COOKIE, serializeTrip(begun.trip), OIDC_SECONDS)
      sendTo(visit.response, begun.url)
      return 'answered'
    } catch {
      return fail(visit, 'oidc', { kind: 'provider' }, to)
    }
  }

  async function returnFromProvider(visit: Visit): Promise<Outcome> {
    const trip = parseTrip(readCookie(visit, TRIP_COOKIE))
    if (!auth.oidc) return goTo(visit, '/sign-in')
    addCookie(visit, TRIP_COOKIE, '', 0)
    if (!trip) return fail(visit, 'oidc', { kind: 'again' }, '/')
    const to = toReturnPath(trip.to)
    const result = await auth.oidc.finish(visit.search, trip)
    if ('kind' in result) return fail(visit, 'oidc', result, to)
    return enter(visit, await auth.enter(result), to)
  }

  async function signOut(visit: Visit): Promise<Outcome> {
    const secret = readCookie(visit, SESSION_COOKIE)
    const viewer = secret === null ? null : await auth.sessions.end(secret)
    if (viewer) auth.audit('sign-out', { ...noteOf(visit), via: viewer.via, viewer: viewer.name })
    addCookie(visit, SESSION_COOKIE, '', 0)
    // Nothing that was seen is to be had by the way back.
    if (visit.peer.isSecure) visit.response.setHeader('clear-site-data', '"cache"')
    await readForm(visit.request)
    return goTo(visit, outside)
  }

  return async (visit) => {
    const isForm = visit.request.method === 'POST'
    const params = new URLSearchParams(visit.search)
    if (visit.path === '/sign-out')
      return isForm ? signOut(visit) : visit.viewer && auth.isOn ? 'page' : goTo(visit, outside)
    if (visit.path === '/sign-in/callback') return returnFromProvider(visit)
    if (isForm) return takePassword(visit)
    const to = toReturnPath(params.get('to'))
    if (visit.viewer) return goTo(visit, to)
    return params.get('with') === 'oidc' ? leaveForProvider(visit, to) : 'page'
  }
}
