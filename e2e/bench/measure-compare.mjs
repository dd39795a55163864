// @ts-check
import { measureLoads } from './browser.mjs'
import { toQuantile } from './load.mjs'

const JOBS = 8
/** Of ten lines about nine tell a point. */
const LINES = 5600

/**
 * Eight jobs of 5,000 points each beside each other: until they are on the screen, and what of it is the server's.
 * @param {string} url of the board
 * @param {import('./account.mjs').Account} account under it
 * @param {string} floor the do-nothing app
 * @param {import('./figures.mjs').Add} add
 * @param {boolean} short
 */
export async function measureCompare(url, account, floor, add, short) {
  const turns = short ? 3 : 9
  const list = await (
    await fetch(`${url}/api/v1/fine-tunes?page_size=${JOBS}&status=SUCCEEDED&training_type=sft`)
  ).json()
  /** @type {string[]} */
  const ids = list.output.jobs.map((/** @type {{ job_id: string }} */ { job_id }) => job_id)
  for (const id of ids) account.logLines(id, LINES)
  const path = `/compare?${ids.map((id) => `job=${id}`).join('&')}`
  // The first visit has the logs fetched and kept; who comes later finds them there.
  const first = await time(url + path)
  const later = []
  for (let turn = 0; turn < turns; turn++) later.push(await time(url + path))
  add('compare of 8 × 5,000 points, on the server, logs not yet kept', first, 'ms')
  add('compare of 8 × 5,000 points, on the server', toQuantile(later, 0.5), 'ms')

  const whole = { selector: '.plot .series > path:last-child', count: JOBS }
  const loads = await measureLoads([{ url: floor }, { url }, { url: url + path, whole }], 1, turns)
  const [least, jobs, ours] = /** @type {[typeof loads[0], typeof loads[0], typeof loads[0]]} */ (loads)
  add('compare of 8 × 5,000 points, largest paint', ours.lcp, 'ms')
  add('compare of 8 × 5,000 points, all curves drawn', ours.drawn, 'ms')
  add('compare of 8 × 5,000 points, largest paint against the do-nothing page', ours.lcp / least.lcp, 'times')
  add('compare of 8 × 5,000 points, largest paint against the jobs page', ours.lcp / jobs.lcp, 'times', {
    most: 1.3,
  })
}

/** @param {string} url @returns {Promise<number>} milliseconds until all of it has come */
async function time(url) {
  const startedAt = performance.now()
  await (await fetch(url)).text()
  return performance.now() - startedAt
}
