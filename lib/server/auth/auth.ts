import 'server-only'
import type { IncomingMessage } from 'node:http'
import type { Settings } from '../env.mjs'
import type { Peer } from '../front-door/peer'
import { toPeerNetwork } from '../front-door/peer'
import type { AuthRecords } from '../store/auth-records'
import type { Audit } from './audit'
import { type CookieScope, parseCookie } from './cookies'
import { createGuessLimits } from './guess-limits'
import { createHeaderReader } from './header-viewer'
import { createOidc, type Oidc } from './oidc'
import { createComparison, hashSecret, toPasswordMark } from './secret'
import { createSessions, type Sessions } from './sessions'
import type { SignInProblem } from './sign-in-problem'
import { findToken } from './tokens'
import type { Viewer } from './viewer'

export const SESSION_COOKIE = 'session'
export const BROWSER_COOKIE = 'browser'

/** What is known of who sends a request: somebody, nobody, or somebody with a token that is none. */
export type Admission =
  | { readonly viewer: Viewer; readonly token: string | null }
  | { readonly viewer: null; readonly badToken: boolean }

export type PasswordTry = {
  readonly password: string
  readonly peer: Peer
  /** The secret of a browser that signed in before. */
  readonly browser: string | null
}

/** Secrets for the cookies of a browser that signed in; `browser` where it has no valid one yet. */
export type Entry = { readonly viewer: Viewer; readonly session: string; readonly browser: string | null }

export type Auth = {
  /** Whether anybody is asked who he is. */
  readonly isOn: boolean
  /** By what people may sign in at the board itself. */
  readonly hasPassword: boolean
  readonly oidc: Oidc | null
  readonly sessions: Sessions
  readonly audit: Audit
  /** Whose token this is, for that scope (`null`: everything); for links that carry one. Gives its name. */
  findToken(text: string, scope: string | null): Promise<string | null>
  /** Rejects with StoreError where the store that knows is away. */
  admit(request: IncomingMessage, peer: Peer, requestId: string): Promise<Admission>
  tryPassword(given: PasswordTry): Promise<Entry | SignInProblem>
  /** Takes in whom the provider sent. */
  enter(viewer: Viewer & { via: 'oidc' }): Promise<Entry>
  /** Where the cookies of a peer's answers belong. */
  toScope(peer: Peer): CookieScope
}

type Options = { settings: Settings; records: AuthRecords; audit: Audit; clock: () => number }

/** Makes what knows who may enter, out of the settings AUTH_…. */
export async function createAuth({ settings, records, audit, clock }: Options): Promise<Auth> {
  const { password, oidc: oidcSettings, header, mode } = settings.auth
  const oidc = oidcSettings && settings.publicUrl ? createOidc(oidcSettings, settings.publicUrl, clock) : null
  const passwordMark = password === null ? null : await toPasswordMark(password)
  const oidcMark = oidcSettings && hashSecret(JSON.stringify({ ...oidcSettings, clientSecret: null }))
  const sessions = createSessions(records, { password: passwordMark, oidc: oidcMark }, clock)
  const isPassword = password === null ? () => false : createComparison(password)
  const readHeader = header && createHeaderReader(header)
  const limits = createGuessLimits(clock)
  const toScope = ({ isSecure }: Peer): CookieScope => ({ isSecure, basePath: settings.basePath })

  async function findTokenName(text: string, scope: string | null): Promise<string | null> {
    return (await findToken(records, text, scope, clock()))?.name ?? null
  }

  return {
    isOn: mode === 'on',
    hasPassword: password !== null,
    oidc,
    sessions,
    audit,
    toScope,
    findToken: findTokenName,

    async admit(request, peer, requestId) {
      if (mode !== 'on') return { viewer: { via: 'open', name: null }, token: null }
      // Whatever is sent as a bearer is a token of the board or nothing: never a key of anybody's.
      const bearer = /^Bearer\b(.*)$/i.exec(request.headers.authorization ?? '')?.[1]
      if (bearer !== undefined) {
        const name = await findTokenName(bearer.trim(), null)
        return name === null
          ? { viewer: null, badToken: true }
          : { viewer: { via: 'token', name }, token: name }
      }
      const told =
        readHeader &&
        (await readHeader(request, peer, (reason) =>
          audit('sign-in-failed', { peer: peer.address, requestId, via: 'header', reason }),
        ))
      if (told) return { viewer: told, token: null }
      const secret = parseCookie(request.headers.cookie, SESSION_COOKIE, toScope(peer))
      const viewer = secret === null ? null : await sessions.find(secret)
      return viewer ? { viewer, token: null } : { viewer: null, badToken: false }
    },

    async tryPassword({ password: given, peer, browser }) {
      const known = browser === null ? null : await sessions.findBrowser(browser)
      const network = toPeerNetwork(peer.address)
      const seconds = limits.take(network, known)
      if (seconds > 0) return { kind: 'wait', seconds }
      if (passwordMark === null || !isPassword(given)) return { kind: 'wrong' }
      limits.giveBack(network, known)
      const viewer = { via: 'password', name: null } as const
      const session = await sessions.begin(viewer, passwordMark)
      return { viewer, session, browser: known ? null : await sessions.beginBrowser(passwordMark) }
    },

    async enter(viewer) {
      return { viewer, session: await sessions.begin(viewer, oidcMark ?? ''), browser: null }
    },
  }
}
