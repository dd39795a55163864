import type { BrowserContext } from '@playwright/test'
import { boardOrigins } from './board'

/** What has been noted of the pages of a context, and what a test lets pass. */
export type Watch = {
  /** What no page of the board may do and one did. */
  complaints: string[]
  /** Statuses of 400 and above that the test provokes. */
  provoked: readonly number[]
  /** While the test has the board away. */
  isAway: boolean
}

/** Chromium's own words for a status of 400 and above. */
const FAILED_TO_LOAD = /^Failed to load resource: the server responded with a status of (\d{3})/

/** What a page is likely to need next is fetched before anybody presses, which may be seconds later or never. */
const FETCHED_AHEAD = /^The resource \S+\.css was preloaded using link preload but not used/

/**
 * Notes whatever no page of the board may do: an error or a warning on the console (a failed hydration is one), an
 * uncaught exception, a report of the policy, a request to anybody else, an answer of 500 and above.
 */
export async function watch(context: BrowserContext): Promise<Watch> {
  const state: Watch = { complaints: [], provoked: [], isAway: false }
  const complain = (text: string) => state.complaints.push(text)
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const status = FAILED_TO_LOAD.exec(message.text())?.[1]
    if (status !== undefined && state.provoked.includes(Number(status))) return
    if (FETCHED_AHEAD.test(message.text())) return
    if (state.isAway && message.text().startsWith('Failed to load resource: net::')) return
    complain(`console ${message.type()}: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (webError) => complain(`exception: ${String(webError.error())}`))
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (/^https?:$/.test(protocol) && !boardOrigins.has(origin)) complain(`elsewhere: ${request.url()}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 500 && !state.provoked.includes(response.status()))
      complain(`${response.status()}: ${response.url()}`)
  })
  return state
}
