const BODY = JSON.stringify({ text: 'x'.repeat(14_000) })

export const dynamic = 'force-dynamic'

/** A route handler that does nothing: 14 kB of JSON. */
export function GET(): Response {
  return new Response(BODY, { headers: { 'content-type': 'application/json' } })
}
