import fc from 'fast-check'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { readJobsQuery } from '@/lib/api/jobs-query'
import type { Job } from '@/lib/jobs/job'
import { createPriceList } from '@/lib/jobs/published-prices'
import { readSettings } from '../env.mjs'
import { createCheckpointBook } from '../logs/checkpoint-book'
import { createLogBook } from '../logs/log-book'
import { createMetrics } from '../metrics/metrics'
import { startTestMirror } from '../mirror/test-mirror'
import { createReaders } from '../readers'
import { listJobs } from './list-jobs'
import type { Services } from './services'

const NOW = Date.parse('2026-11-24T04:00:00Z')
const MINUTE_MS = 60_000
const readers = createReaders()

type Options = Parameters<typeof startTestMirror>[0]

async function startServices(options: Options) {
  const { account, mirror, clock, store } = await startTestMirror({ clock: () => NOW, ...options })
  const log = pino({ level: 'silent' })
  const logParts = { source: 'default', mirror, store, clock, log, refreshSeconds: 15 }
  const services: Services = {
    sources: [{ name: 'default', baseUrl: account.url, workspace: null, mirror }],
    hasSources: false,
    settings: readSettings({ DASHSCOPE_API_KEY: account.key }),
    log,
    logs: createLogBook(logParts),
    checkpoints: createCheckpointBook(logParts),
    mirror,
    store,
    readers,
    catalogue: readers.getCatalogue('en'),
    reader: readers.getReader('en', 'UTC'),
    prices: createPriceList('singapore', []),
    names: {},
    metrics: createMetrics('1'),
    clock: () => NOW,
  }
  const list = (search: string) =>
    listJobs(services, readJobsQuery(new URLSearchParams(search), { page_size: 10 }, NOW).query)
  return { account, mirror, clock, list }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const base = (job: Job) => text(job.base_model) || text(job.model)
const time = (value: unknown) => Date.parse(`${text(value).replace(' ', 'T')}+08:00`)
const created = (job: Job) => time(job.create_time ?? job.gmt_create)

type Filters = { model: string[]; status: string[]; training_type: string[]; creator: string[]; from: string }

/** An independent reading of the contract over the raw jobs, one filter left out where a facet is counted. */
function count(jobs: readonly Job[], filters: Filters, leftOut?: keyof Filters): Job[] {
  const fits = (name: keyof Filters, test: () => boolean) =>
    name === leftOut || filters[name].length === 0 || test()
  return jobs.filter(
    (job) =>
      fits('model', () => filters.model.some((model) => model === base(job) || model === job.model)) &&
      fits('status', () => filters.status.includes(text(job.status))) &&
      fits('training_type', () => filters.training_type.includes(text(job.training_type))) &&
      fits('creator', () => filters.creator.includes(text(job.creator))) &&
      fits('from', () => created(job) >= Date.parse(`${filters.from}T00:00:00+08:00`)),
  )
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) if (value) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

describe('listJobs', () => {
  it('totals and counts as an independent count over what DashScope holds, for 200 queries', async () => {
    const { account, mirror, clock, list } = await startServices({ jobs: 480 })
    mirror.start()
    await clock.advance(MINUTE_MS)
    expect(mirror.status().complete).toBe(true)
    const jobs = account.jobs()
    const some = (pick: (job: Job) => unknown) =>
      fc.subarray([...new Set(jobs.map(pick).map(text).filter(Boolean))], { maxLength: 3 })
    const arbitraryFilters = fc.record({
      model: some(base),
      status: some((job) => job.status),
      training_type: some((job) => job.training_type),
      creator: some((job) => job.creator),
      from: fc.constantFrom('', '2026-08-15', '2026-10-01', '2026-11-20'),
    })
    const check = fc.asyncProperty(arbitraryFilters, async (filters) => {
      const params = new URLSearchParams()
      for (const name of ['model', 'status', 'training_type', 'creator'] as const)
        for (const value of filters[name]) params.append(name, value)
      if (filters.from) params.append('created_from', filters.from)
      const { output } = await list(params.toString())
      const matching = count(jobs, filters)
      const usages = matching.map(({ usage }) => (usage === undefined || usage === null ? 0 : Number(usage)))
      const durations = matching.map((job) => (time(job.end_time) - created(job)) / 1000 || 0)
      expect(output.total).toBe(matching.length)
      expect(output.totals).toEqual({
        jobs: matching.length,
        usage: usages.reduce((sum, usage) => sum + usage, 0),
        duration_seconds: durations.reduce((sum, duration) => sum + duration, 0),
        by_status: tally(matching.map(({ status }) => text(status))),
      })
      const facet = (name: 'model' | 'status' | 'training_type' | 'creator', pick: (job: Job) => unknown) => {
        const counts = tally(count(jobs, filters, name).map(pick).map(text))
        // What is chosen stays in sight, with no job behind it, too.
        for (const value of filters[name]) counts[value] ??= 0
        const given = output.facets[name]
        expect(Object.fromEntries(given.map((entry) => [entry.value, entry.count]))).toEqual(counts)
        expect(given.map((entry) => entry.count)).toEqual(
          given.map((entry) => entry.count).sort((a, b) => b - a),
        )
      }
      facet('model', base)
      facet('status', ({ status }) => status)
      facet('training_type', ({ training_type }) => training_type)
      facet('creator', ({ creator }) => creator)
    })
    await fc.assert(check, { numRuns: 200 })
  })

  it('gives each job as DashScope sent it, and the page that was asked for', async () => {
    const { account, mirror, clock, list } = await startServices({ jobs: 25 })
    mirror.start()
    await clock.advance(MINUTE_MS)
    expect(mirror.status().complete).toBe(true)
    const { output } = await list('page_no=2')
    expect(output.jobs).toEqual(account.jobs().slice(10, 20))
    expect((await list('page_no=4')).output).toMatchObject({ total: 25, jobs: [] })
  })

  it('answers the example of the document, live while the account is still being read', async () => {
    const { account, list } = await startServices({ scenario: 'document' })
    const { output, mirror } = await list('model=qwen3-14b&page_no=2')
    expect(mirror.complete).toBe(false)
    expect(output.total).toBe(12)
    expect(output.jobs.map(({ job_id }) => job_id)).toEqual(['ft-202410291653-1c7f', 'ft-202410291512-1851'])
    expect(account.calls.map(({ query }) => query)).toEqual([
      expect.objectContaining({ model: 'qwen3-14b', page_no: '2' }),
    ])
  })

  it('says that it has nothing yet, and why', async () => {
    const { account, mirror, clock, list } = await startServices({ jobs: 5 })
    account.fault({ kind: 'status', status: 401, code: 'InvalidApiKey', request_id: 'req-of-dashscope' })
    mirror.start()
    await clock.advance(MINUTE_MS)
    await expect(list('')).rejects.toMatchObject({
      status: 503,
      code: 'InvalidApiKey',
      upstreamRequestId: 'req-of-dashscope',
    })
  })

  it('keeps answering when DashScope fails, and says so', async () => {
    const { account, mirror, clock, list } = await startServices({ jobs: 5 })
    mirror.start()
    await clock.advance(MINUTE_MS)
    expect(mirror.status().complete).toBe(true)
    account.fault({ kind: 'status', status: 500, code: 'InternalError', request_id: 'req-of-dashscope' })
    await clock.advance(MINUTE_MS * 10)
    const { output, mirror: state } = await list('')
    expect(output.jobs).toHaveLength(5)
    expect(state).toMatchObject({
      stale: true,
      error: { code: 'InternalError', request_id: 'req-of-dashscope' },
    })
  })
})
