import type { BrowserContext } from '@playwright/test'
import { boardOrigins } from './board'

/** Chromium's own words for a status of 400 and above. */
const FAILED_TO_LOAD = /^Failed to load resource: the server responded with a status of (\d{3})/

/**
 * Notes whatever no page of the board may do: an error or a warning on the console (a failed hydration is one), an
 * uncaught exception, a report of the policy, a request to anybody else, an answer of 500 and above. `allowed` names
 * statuses that a test provokes; `isAway` may be true while a test has the board away.
 */
export async function watch(
  context: BrowserContext,
  { allowed, isAway }: { allowed: readonly number[]; isAway: () => boolean },
): Promise<string[]> {
  const complaints: string[] = []
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const status = FAILED_TO_LOAD.exec(message.text())?.[1]
    if (status !== undefined && allowed.includes(Number(status))) return
    if (isAway() && message.text().startsWith('Failed to load resource: net::')) return
    complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (webError) => {
    complaints.push(`exception: ${String(webError.error())}`)
  })
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (/^https?:$/.test(protocol) && !boardOrigins.has(origin))
      complaints.push(`elsewhere: ${request.url()}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 500 && !allowed.includes(response.status()))
      complaints.push(`${response.status()}: ${response.url()}`)
  })
  return complaints
}
