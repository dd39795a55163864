// @ts-check
import { toQuantile } from './load.mjs'

/** How far away DashScope is taken to be, in milliseconds an answer. */
export const DISTANCE_MS = 150

/**
 * What it costs without a mirror: a page of fifty jobs asked of DashScope at each view, and a search that reads the
 * whole account. Milliseconds.
 * @param {import('./account.mjs').Account} account
 */
export async function measureNaiveWays(account) {
  account.latency(DISTANCE_MS)
  const get = async (/** @type {string} */ search) => {
    const headers = { authorization: `Bearer ${account.key}` }
    return (await fetch(`${account.url}/fine-tunes?${search}`, { headers })).json()
  }
  /** @type {number[]} */
  const views = []
  for (let turn = 0; turn < 10; turn++) {
    const startedAt = performance.now()
    await get('page_no=1&page_size=50')
    views.push(performance.now() - startedAt)
  }
  const startedAt = performance.now()
  let found = 0
  for (let page = 1, left = 1; left > 0; page++) {
    const { output } = await get(`page_no=${page}&page_size=100`)
    for (const job of output.jobs) if (JSON.stringify(job).includes('lora')) found++
    left = output.total - page * 100
  }
  account.latency(0)
  return { view: toQuantile(views, 0.5), search: performance.now() - startedAt, found }
}
