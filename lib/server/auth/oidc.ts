import 'server-only'
import type { Configuration } from 'openid-client'
import type { OidcSettings } from '../auth-settings.mjs'
import { isAllowed, toPerson } from './oidc-claims'
import type { SignInProblem } from './sign-in-problem'
import type { Viewer } from './viewer'

const FETCH_SECONDS = 8
const LONGEST_ANSWER = 1_048_576
/** From the board to the provider and back. */
export const OIDC_SECONDS = 600

/** What a browser keeps on its way to the provider and back. */
export type OidcTrip = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Where he wanted to go. */
  readonly to: string
  /** Milliseconds since 1970. */
  readonly at: number
}

export type Oidc = {
  /** Where to send the browser, and what it shall keep. Rejects where the provider cannot be asked. */
  begin(to: string): Promise<{ readonly url: string; readonly trip: OidcTrip }>
  /** Whom the provider sent back; `search` is the query string of the callback. Never rejects. */
  finish(search: string, trip: OidcTrip): Promise<(Viewer & { via: 'oidc' }) | SignInProblem>
}

/** Sign-in with an OpenID Connect provider: code flow with PKCE, state and nonce. The library is loaded when first used. */
export function createOidc(settings: OidcSettings, publicUrl: string, clock: () => number): Oidc {
  const callback = `${publicUrl}/sign-in/callback`
  let discovery: Promise<Configuration> | null = null

  async function discover(): Promise<Configuration> {
    const client = await import('openid-client')
    const issuer = new URL(settings.issuer)
    const configuration = await client.discovery(
      issuer,
      settings.clientId,
      settings.clientSecret ?? undefined,
      settings.clientSecret === null ? client.None() : undefined,
      {
        timeout: FETCH_SECONDS,
        [client.customFetch]: fetchBounded,
        execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
      },
    )
    configuration[client.customFetch] = fetchBounded
    configuration.timeout = FETCH_SECONDS
    // Its signature too, and not TLS alone, is to say that an ID token is the provider's.
    client.enableNonRepudiationChecks(configuration)
    return configuration
  }

  /** Asked once; again after a failure. */
  function configure(): Promise<Configuration> {
    discovery ??= discover().catch((error: unknown) => {
      discovery = null
      throw error
    })
    return discovery
  }

  return {
    async begin(to) {
      const client = await import('openid-client')
      const configuration = await configure()
      const trip = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        to,
        at: clock(),
      }
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: callback,
        scope: settings.scope,
        state: trip.state,
        nonce: trip.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, trip }
    },

    async finish(search, trip) {
      if (clock() - trip.at > OIDC_SECONDS * 1000) return { kind: 'again' }
      try {
        const client = await import('openid-client')
        const configuration = await configure()
        const tokens = await client.authorizationCodeGrant(configuration, new URL(`${callback}?${search}`), {
          expectedState: trip.state,
          expectedNonce: trip.nonce,
          pkceCodeVerifier: trip.verifier,
          idTokenExpected: true,
        })
        const idClaims = tokens.claims()
        if (!idClaims) return { kind: 'provider' }
        // Many providers tell more when they are asked than an ID token holds.
        const claims =
          isAllowed(idClaims, settings) || !configuration.serverMetadata().userinfo_endpoint
            ? idClaims
            : await client.fetchUserInfo(configuration, tokens.access_token, idClaims.sub)
        const name = toPerson({ ...claims, ...idClaims })
        return isAllowed(claims, settings) ? { via: 'oidc', name } : { kind: 'notAllowed', name }
      } catch (error) {
        return { kind: isRefusal(error) ? 'again' : 'provider' }
      }
    },
  }
}

/** The provider said no, to him or to this try: another one may do. */
function isRefusal(error: unknown): boolean {
  const code = error instanceof Error ? Reflect.get(error, 'error') : null
  return (
    typeof code === 'string' &&
    /^(access_denied|login_required|interaction_required|invalid_grant)$/.test(code)
  )
}

/** Follows nothing, and reads no more than an answer of a provider can be. */
async function fetchBounded(url: string, init: object): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'manual' })
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength
    if (length > LONGEST_ANSWER) throw new Error('The answer of the provider is too long.')
    chunks.push(chunk)
  }
  const { status, statusText, headers } = response
  const body = [204, 205, 304].includes(status) ? null : Buffer.concat(chunks)
  return new Response(body, { status, statusText, headers })
}
