// @ts-check
import { Agent } from 'node:http'
import { ask } from './load.mjs'
import { toQuery } from './queries.mjs'

/** Intervals of a refresh that are watched; an hour has 240 of 15 s. */
export const INTERVALS = 10

/**
 * Calls to DashScope in {@link INTERVALS} refresh intervals of a second while so many people look at mixed pages, each
 * of them once an interval or as often as the machine can.
 * @param {string} url of a board with REFRESH_SECONDS=1
 * @param {import('./account.mjs').Account} account
 * @param {number} viewers
 */
export async function countCalls(url, account, viewers) {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  const paths = ['/', '/mirror', '/api/v1/fine-tunes', '/?status=FAILED', '/api/v1/fine-tunes?q=lora']
  const before = await account.calls()
  const end = performance.now() + INTERVALS * 1000
  let turn = 0
  const view = async () => {
    while (performance.now() < end) {
      const at = turn++
      await ask(
        url + (at % 3 ? (paths[at % paths.length] ?? '/') : `/api/v1/fine-tunes?${toQuery(at)}`),
        agent,
      )
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  }
  await Promise.all(Array.from({ length: viewers }, view))
  agent.destroy()
  return (await account.calls()) - before
}
