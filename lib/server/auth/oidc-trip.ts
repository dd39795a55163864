import 'server-only'
import { z } from 'zod'
import type { OidcTrip } from './oidc'

const trip = z.object({
  state: z.string().min(20),
  nonce: z.string().min(20),
  verifier: z.string().min(20),
  to: z.string(),
  at: z.number(),
})

/** As a cookie holds it. */
export function serializeTrip(value: OidcTrip): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** What {@link serializeTrip} made; `null` for anything else. */
export function parseTrip(text: string | null): OidcTrip | null {
  try {
    return trip.parse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')))
  } catch {
    return null
  }
}
