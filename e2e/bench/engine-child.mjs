// @ts-check
// The query engine alone, in a fresh process: `node engine-child.mjs JOBS`, figures as JSON.

import { toQuantile } from './load.mjs'
import { loadTypeScript } from './load-typescript.mjs'
import { toQuery } from './queries.mjs'

const QUERIES = 400
/** As many as the sample account makes; more are those again, under other ids. */
const MOST_SAMPLES = 100_000

const count = Number(process.argv[2])
const { createJobTable } = await loadTypeScript('lib/server/mirror/job-table.ts')
const { createSnapshotBuilder } = await loadTypeScript('lib/server/mirror/snapshot-builder.ts')
const { completeIndex, getJobsIndex, prepareIndex } = await loadTypeScript('lib/jobs/index-snapshot.ts')
const { selectPricedJobs } = await loadTypeScript('lib/jobs/select.ts')
const { selectNaively } = await loadTypeScript('lib/jobs/naive-select.ts')
const { parseJobsQuery } = await loadTypeScript('lib/jobs/query.ts')
const { createPriceList } = await loadTypeScript('lib/jobs/published-prices.ts')
const { startSampleAccount } = await loadTypeScript('lib/sample-account/sample-account.ts')

const account = await startSampleAccount({ jobs: Math.min(count, MOST_SAMPLES) })
const samples = account.jobs()
await account.stop()

const table = createJobTable()
const builder = createSnapshotBuilder()
builder.add(table)
for (let number = 0; number < count; number++) {
  const sample = samples[number % samples.length]
  const round = Math.floor(number / samples.length)
  // Through JSON, for each job of an account comes in strings of its own.
  table.put(
    JSON.parse(JSON.stringify(round ? { ...sample, job_id: `${sample.job_id}-${round}` } : sample)),
    null,
  )
}
let snapshot = builder.build()
const first = walk(prepareIndex(snapshot, null))
const rest = walk(completeIndex(getJobsIndex(snapshot)))

const now = Date.now()
const parse = (/** @type {number} */ turn) =>
  parseJobsQuery(new URLSearchParams(toQuery(turn)), { page_size: 50 })
const time = (/** @type {() => void} */ run) => {
  const startedAt = performance.now()
  run()
  return performance.now() - startedAt
}
const prices = createPriceList('singapore', [])
const select = (/** @type {unknown} */ query) => selectPricedJobs(snapshot, query, prices, now)
for (let turn = 0; turn < 50; turn++) select(parse(turn))
const queries = Array.from({ length: QUERIES }, (_, turn) => {
  const query = parse(turn + 50)
  return time(() => select(query))
})
const words = Array.from({ length: 100 }, (_, turn) => {
  const { job_id } = snapshot.jobs[Math.floor((turn / 100) * count)]
  const query = { ...parse(turn), q: job_id.slice(-4) }
  return time(() => select(query))
})
const naive = Array.from({ length: count > MOST_SAMPLES ? 0 : 20 }, (_, turn) => {
  const query = parse(turn + 50)
  return time(() => selectNaively(snapshot, query, now, undefined, prices))
})
const changes = Array.from({ length: 40 }, (_, turn) => {
  const { job } = snapshot.jobs[Math.floor((turn / 40) * count)]
  return time(() => {
    table.put({ ...job, status: turn % 2 ? 'FAILED' : 'CANCELED', usage: turn }, null)
    const next = builder.build()
    walk(prepareIndex(next, snapshot))
    snapshot = next
  })
})

console.log(
  JSON.stringify({
    queryP50: toQuantile(queries, 0.5),
    queryP99: toQuantile(queries, 0.99),
    wordP50: toQuantile(words, 0.5),
    wordP99: toQuantile(words, 0.99),
    naiveP50: toQuantile(naive, 0.5),
    changeP50: toQuantile(changes, 0.5),
    changeP95: toQuantile(changes, 0.95),
    firstIndex: first.sum + rest.sum,
    longestPiece: Math.max(first.longest, rest.longest),
  }),
)
process.exit(0)

/** @param {Iterator<void>} pieces @returns {{ sum: number, longest: number }} milliseconds */
function walk(pieces) {
  let [sum, longest] = [0, 0]
  for (;;) {
    const startedAt = performance.now()
    const { done } = pieces.next()
    const took = performance.now() - startedAt
    sum += took
    longest = Math.max(longest, took)
    if (done) return { sum, longest }
  }
}
