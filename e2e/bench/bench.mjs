// @ts-check
// `npm run bench [-- --jobs 10000,100000] [-- --out FILE]`: the performance figures, as a table and as JSON.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startBoard } from './board.mjs'
import { measureBrowser } from './browser.mjs'
import { measureBytes } from './bytes.mjs'
import { load } from './load.mjs'

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '10000,100000' },
    out: { type: 'string', default: 'bench.json' },
  },
})

/**
 * @typedef {{ figure: string, jobs: number, value: number, unit: string, budget?: number }} Row
 * @type {Row[]}
 */
const rows = []

for (const jobs of values.jobs.split(',').map(Number)) {
  const board = await startBoard(jobs)
  /** @param {string} figure @param {number} value @param {string} unit @param {number} [budget] */
  const add = (figure, value, unit, budget) =>
    rows.push({ figure, jobs, value, unit, ...(budget === undefined ? {} : { budget }) })

  add('start to first page, empty', board.startMs, 'ms')
  add('calls of the first fill', board.fillCalls(), 'calls', jobs / 100 + 2)
  add('memory at rest', board.memoryMb(), 'MB')

  const list = await (await fetch(`${board.url}/api/v1/fine-tunes?page_size=1`)).json()
  const page = await measureBytes(`${board.url}/`)
  const job = await measureBytes(`${board.url}/jobs/${list.output.jobs[0].job_id}`)
  add('jobs page, JavaScript', page.js, 'kB gzip', 155)
  add('jobs page, first transfer', page.total, 'kB gzip', 175)
  add('job page, JavaScript', job.js, 'kB gzip', 165)

  const constant = await load(board.url, () => '/api/health')
  const same = await load(board.url, () => '/api/v1/fine-tunes?page_size=50')
  const mixed = await load(board.url, (turn) => `/api/v1/fine-tunes?page_size=50&q=${turn}&page_no=1`)
  const pages = await load(board.url, () => '/')
  add('constant route', constant.perSecond, '/s')
  add('list API, same query', same.perSecond, '/s')
  add('list API, same query, p99', same.p99, 'ms')
  add('list API, new queries', mixed.perSecond, '/s')
  add('list API, new queries, p99', mixed.p99, 'ms')
  add('jobs page', pages.perSecond, '/s')
  add('jobs page, p99', pages.p99, 'ms')
  add('memory after load', board.memoryMb(), 'MB', jobs > 10_000 ? 500 : 320)

  const browser = await measureBrowser(board.url)
  add('largest paint, median', browser.lcp, 'ms')
  add('layout shift', browser.shift, '', 0)
  add('filter to rows, p50', browser.filter.p50, 'ms')
  add('filter to rows, p95', browser.filter.p95, 'ms')
  add('key to rows, p50', browser.key.p50, 'ms')
  add('key to rows, p95', browser.key.p95, 'ms')
  await board.stop()
}

const over = rows.filter(({ value, budget }) => budget !== undefined && value > budget)
console.table(
  rows.map(({ value, budget, ...row }) => ({
    ...row,
    value: Number(value.toPrecision(4)),
    budget: budget ?? '',
    over: budget !== undefined && value > budget ? 'over' : '',
  })),
)
writeFileSync(values.out, `${JSON.stringify({ node: process.version, rows }, null, 2)}\n`)
console.log(`written to ${values.out}`)
if (over.length > 0) process.exitCode = 1
