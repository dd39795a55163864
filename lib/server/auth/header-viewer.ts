import 'server-only'
import type { IncomingMessage } from 'node:http'
import type { HeaderSettings } from '../auth-settings.mjs'
import type { Peer } from '../front-door/peer'
import type { Viewer } from './viewer'

const LONGEST_NAME = 254
const LONGEST_ASSERTION = 16_384
const FETCH_MS = 5_000

export type HeaderReader = (
  request: IncomingMessage,
  peer: Peer,
  /** Is told why an assertion was not believed; keys that cannot be had would keep everybody out without a word. */
  onRefused: (reason: string) => void,
) => Promise<Viewer | null>

/**
 * Makes the function that reads who asks from a header: of a trusted proxy as it stands, from anybody where it is a
 * signed assertion. `null` where it says nobody.
 */
export function createHeaderReader({ name, assertion }: HeaderSettings): HeaderReader {
  const toSubject = assertion ? createAssertionReader(assertion) : null
  return async (request, peer, onRefused) => {
    const values = request.headersDistinct[name]
    const value = values?.length === 1 ? values[0]?.trim() : undefined
    if (!value) return null
    const person = toSubject ? await toSubject(value, onRefused) : peer.isTrusted ? value : null
    return person && isName(person) ? { via: 'header', name: person } : null
  }
}

function createAssertionReader(settings: { jwks: string; issuer: string; audience: string }) {
  let verify: Promise<(token: string) => Promise<string | null>> | null = null
  const load = async () => {
    const { createRemoteJWKSet, jwtVerify } = await import('jose')
    const keys = createRemoteJWKSet(new URL(settings.jwks), { timeoutDuration: FETCH_MS })
    return async (token: string) => {
      const { payload } = await jwtVerify(token, keys, {
        issuer: settings.issuer,
        audience: settings.audience,
        // A shared secret would be the public key, which anybody has.
        algorithms: [
          'RS256',
          'RS384',
          'RS512',
          'PS256',
          'PS384',
          'PS512',
          'ES256',
          'ES384',
          'ES512',
          'EdDSA',
        ],
        requiredClaims: ['exp'],
      })
      return typeof payload.email === 'string' ? payload.email : (payload.sub ?? null)
    }
  }
  return async (token: string, onRefused: (reason: string) => void): Promise<string | null> => {
    if (token.length > LONGEST_ASSERTION) return null
    verify ??= load()
    try {
      return await (await verify)(token)
    } catch (error) {
      onRefused(`the assertion was not believed: ${error instanceof Error ? error.message : String(error)}`)
      return null
    }
  }
}

/** A name that can be shown: no control character, nothing that turns the direction of text. */
function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && !/[\p{Cc}\p{Cf}]/u.test(text)
}
