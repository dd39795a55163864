// @ts-check
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAccount } from './account.mjs'
import { startBoard } from './board.mjs'
import { inBrowser, measureActions, measureLeastFilter, measureLoads, measureWaking } from './browser.mjs'
import { measureBytes } from './bytes.mjs'
import { load } from './load.mjs'
import { measureCompare } from './measure-compare.mjs'
import { measureDoor } from './measure-door.mjs'
import { measureStarts } from './measure-starts.mjs'
import { DISTANCE_MS, measureNaiveWays } from './naive.mjs'
import { toQuery } from './queries.mjs'
import { countCalls, INTERVALS } from './viewers.mjs'

/** How often a filter is clicked or a key pressed: of fewer, the 95th percentile would be the slowest. */
const ACTIONS = 20

/** Pages whose first visit is weighed, with what their scripts may weigh in kB gzip. */
const PAGES = /** @type {const} */ ([
  ['jobs page', () => '/', 155],
  ['job page', (/** @type {string[]} */ ids) => `/jobs/${ids[0]}`, 165],
  ['compare page', (/** @type {string[]} */ ids) => `/compare?job=${ids[0]}&job=${ids[1]}`, 165],
  ['usage page', () => '/usage', 165],
])

/**
 * Everything about one board over so many jobs.
 * @param {number} jobs
 * @param {{ url: string }} floor the do-nothing app
 * @param {import('./figures.mjs').Add} add
 * @param {boolean} short
 */
export async function measureBoard(jobs, floor, add, short) {
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-bench-'))
  const database = join(folder, 'bench.db')
  const account = await startAccount(jobs)
  if (jobs <= 10_000) {
    await measureIdle(folder, add)
    await measureStarts(
      'start to first page, empty store',
      account,
      (turn) => join(folder, `empty-${turn}.db`),
      { most: 800 },
      add,
    )
  }
  const callsBefore = await account.calls()
  let board = await startBoard(account, database)
  await board.whole()
  add('calls of the first fill', (await account.calls()) - callsBefore, 'calls', { most: jobs / 100 + 2 })
  add('memory at rest', await board.restingMb(), 'MB')

  await measureLoad(jobs, board.url, floor.url, add, short)
  add('memory after load', board.memoryMb(), 'MB', jobs >= 10_000 ? { most: jobs > 10_000 ? 500 : 320 } : {})
  await measureFelt(jobs, board.url, floor.url, add, short)
  if (jobs <= 10_000) {
    await measureDoor(board.url, account, join(folder, 'bare.db'), add, short)
    const naive = await measureNaiveWays(account)
    add(`naive: a view asked of DashScope, ${DISTANCE_MS} ms away`, naive.view, 'ms')
    add(`naive: a search that reads the account, ${DISTANCE_MS} ms away`, naive.search, 'ms')
  }
  if (jobs === 10_000 || short) await measurePages(board.url, add)
  if (jobs <= 10_000) await measureCompare(board.url, account, floor.url, add, short)
  await measureExport(jobs, board, add)
  await board.stop()

  board = await startBoard(account, database, { REFRESH_SECONDS: '1' })
  await board.whole()
  for (const viewers of short ? [1, 100] : [1, 100, 2000])
    add(
      `calls in ${INTERVALS} refreshes, viewers: ${viewers}`,
      await countCalls(board.url, account, viewers),
      'calls',
    )
  await board.stop()

  account.fault({ kind: 'reset' })
  await measureStarts(
    'start to first page, filled store, DashScope down',
    account,
    () => database,
    { most: 2000 },
    add,
  )
  await account.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** How long the event loop of a board was held up since it was last asked, p99. @param {string} url @returns {Promise<number>} milliseconds */
async function takeLag(url) {
  const text = await (await fetch(`${url}/metrics`)).text()
  return 1000 * Number(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(text)?.[1])
}

/** What a board over ten jobs takes when nobody asks for anything. @param {string} folder @param {import('./figures.mjs').Add} add */
async function measureIdle(folder, add) {
  const account = await startAccount(10)
  const board = await startBoard(account, join(folder, 'idle.db'))
  await board.whole()
  add('memory with 10 jobs, nobody there', await board.restingMb(), 'MB', { most: 130 })
  await board.stop()
  await account.stop()
}

/** @param {number} jobs @param {string} url @param {string} floor @param {import('./figures.mjs').Add} add @param {boolean} short */
async function measureLoad(jobs, url, floor, add, short) {
  const times = { seconds: short ? 1 : 4 }
  // Twice each, the second counts: code that runs for the first time is not yet compiled.
  const twice = async (/** @type {string} */ at, /** @type {(turn: number) => string} */ toPath) => {
    await load(at, toPath, { seconds: 1 })
    return load(at, toPath, times)
  }
  const constant = await twice(floor, () => '/constant')
  const page = await twice(floor, () => '/')
  const same = await twice(url, () => '/api/v1/fine-tunes?page_size=50')
  const mixed = await twice(url, (turn) => `/api/v1/fine-tunes?${toQuery(turn)}`)
  const pages = await twice(url, () => '/')
  await takeLag(url)
  await load(url, (turn) => (turn % 5 ? `/api/v1/fine-tunes?${toQuery(turn)}` : '/'), times)
  add('event loop under load, p99', await takeLag(url), 'ms', { most: 50 })
  const usage = await twice(url, () => '/usage')
  const newUsage = await twice(url, (turn) => `/usage?q=usage%3C${1e12 + turn}`)
  add('do-nothing route handler', constant.perSecond, '/s')
  add('do-nothing page', page.perSecond, '/s')
  add('list API, same query', same.perSecond, '/s')
  add('list API, same query, p99', same.p99, 'ms')
  add('list API, same query, against the handler', same.perSecond / constant.perSecond, 'times', {
    least: 0.9,
  })
  add('list API, new queries', mixed.perSecond, '/s')
  add('list API, new queries, p99', mixed.p99, 'ms')
  add(
    'list API, new queries, against the handler',
    mixed.perSecond / constant.perSecond,
    'times',
    jobs > 10_000 ? { least: 0.4 } : { least: 0.7 },
  )
  add('jobs page', pages.perSecond, '/s')
  add('jobs page, p99', pages.p99, 'ms')
  add('jobs page, against the do-nothing page', pages.perSecond / page.perSecond, 'times', { least: 0.5 })
  add('usage page, against the do-nothing page', usage.perSecond / page.perSecond, 'times', { least: 0.5 })
  add('usage page, new queries, p50', newUsage.p50, 'ms')
}

/** @param {number} jobs @param {string} url @param {string} floor @param {import('./figures.mjs').Add} add @param {boolean} short */
async function measureFelt(jobs, url, floor, add, short) {
  const turns = short ? 5 : 9
  for (const slowDown of [1, 4]) {
    const at = slowDown === 1 ? '' : `, processor ${slowDown} times slower`
    const loads = await measureLoads([{ url: floor }, { url }], slowDown, turns)
    const [least, ours] = /** @type {[typeof loads[0], typeof loads[0]]} */ (loads)
    add(`largest paint${at}`, ours.lcp, 'ms')
    add(
      `largest paint${at}, against the do-nothing page`,
      ours.lcp / least.lcp,
      'times',
      slowDown === 1 ? { most: 1.3 } : {},
    )
    add(`blocking time${at}`, ours.blocked, 'ms')
    add(`blocking time${at}, of the do-nothing page`, least.blocked, 'ms')
    if (slowDown === 4)
      add(
        `blocking time${at}, beyond 1.3 times that`,
        Math.max(0, ours.blocked - 1.3 * least.blocked),
        'ms',
        { most: 0 },
      )
    if (slowDown === 1) add('layout shift', ours.shift, '', { most: 0 })
    const woken = await measureWaking(url, slowDown, turns)
    add(`first gesture to a page that hears${at}`, woken.heard, 'ms')
    add(`blocking time of the first gesture${at}`, woken.blocked, 'ms')
    const leastFilter = await measureLeastFilter(floor, slowDown, ACTIONS)
    add(`filter click to rows${at}, on the do-nothing page, p95`, leastFilter.p95, 'ms')
    for (const action of /** @type {const} */ (['filter', 'key'])) {
      const { p50, p95 } = await measureActions(url, action, slowDown, ACTIONS)
      const name = action === 'filter' ? 'filter click to rows' : 'key to rows'
      const most = slowDown === 1 ? (jobs > 10_000 ? 100 : 75) : jobs > 10_000 ? 200 : 170
      add(`${name}${at}, p50`, p50, 'ms')
      add(`${name}${at}, p95`, p95, 'ms', { most })
      // The budgets in milliseconds were drawn up where the do-nothing page took 49.
      add(
        `${name}${at}, against the do-nothing page`,
        p95 / leastFilter.p95,
        'times',
        slowDown === 1 ? { most: (jobs > 10_000 ? 100 : 75) / 49 } : {},
      )
    }
  }
}

/** @param {string} url @param {import('./figures.mjs').Add} add */
async function measurePages(url, add) {
  const list = await (await fetch(`${url}/api/v1/fine-tunes?page_size=2&status=SUCCEEDED`)).json()
  const ids = list.output.jobs.map((/** @type {{ job_id: string }} */ { job_id }) => job_id)
  for (const [name, toPath, most] of PAGES) {
    const bytes = await inBrowser(1, (page) => measureBytes(page, url + toPath(ids)))
    add(`${name}, JavaScript`, bytes.js, 'kB gzip', { most })
    add(`${name}, first transfer`, bytes.total, 'kB gzip', name === 'jobs page' ? { most: 175 } : {})
  }
}

/** @param {number} jobs @param {import('./board.mjs').Board} board @param {import('./figures.mjs').Add} add */
async function measureExport(jobs, board, add) {
  const before = board.memoryMb()
  const startedAt = performance.now()
  const answer = await fetch(`${board.url}/api/v1/fine-tunes/export?format=csv`)
  if (!answer.ok || !answer.body) throw new Error(`the export answered ${answer.status}`)
  let most = before
  let at = 0
  for await (const _ of answer.body) if (++at % 200 === 0) most = Math.max(most, board.memoryMb())
  add('export as CSV', jobs / ((performance.now() - startedAt) / 1000), 'jobs/s')
  add('export as CSV, memory beside', Math.max(most, board.memoryMb()) - before, 'MB', { most: 50 })
}
