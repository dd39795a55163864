import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arbitraryJob,
  arbitraryQuery,
  arbitrarySourcedJob,
  arbitrarySourcedQuery,
  TEST_NOW,
} from './arbitrary-jobs'
import { getJobsIndex, prepareIndex } from './index-snapshot'
import { type Job, type MirroredJob, toMirroredJob } from './job'
import type { Json } from './json'
import { selectNaively } from './naive-select'
import { type PriceList, toPriceList } from './price'
import { defaultJobsQuery, type JobsQuery, SORT_FIELDS } from './query'
import { selectJobs, selectPricedJobs } from './select'
import { toSnapshot } from './snapshot'

/** Boards of one account, and of several. */
const BOARDS = [
  ['one account', arbitraryJob, arbitraryQuery],
  ['several accounts', arbitrarySourcedJob, arbitrarySourcedQuery],
] as const
/** Of one model two, the later one from between two ends of jobs; of another in another currency; of the rest none. */
const DATED = [
  ['qwen3-14b', 'USD', '0.0016', '2026-01-01'],
  ['qwen3-14b', 'USD', '0.002', '2026-11-23'],
  ['qwen3-32b', 'USD', '0.008', '2026-01-01'],
  ['qwen-plus', 'CNY', '0.006', '2026-01-01'],
].map(([model = '', currency = '', per_1000_tokens = '', from = '']) => ({
  model,
  currency,
  per_1000_tokens,
  from,
  source: '',
}))
/** By when a job ended, and so job by job; and of one price each, and so by kind. */
const PRICES: readonly PriceList[] = [DATED, DATED.slice(1)].map((all) => ({
  ...toPriceList('singapore', all),
  bySource: new Map([['beijing', toPriceList('beijing', DATED.slice(2))]]),
}))
const names = {
  creator: new Map([['1396993924585947', 'Lin Wei']]),
  file: new Map([['0b1c', 'Teammate set']]),
}

describe('selectJobs', { timeout: 30_000 }, () => {
  it.each(BOARDS)('equals the naive selection: %s', (_, job, asked) => {
    const jobs = fc.array(job, { maxLength: 60 })
    fc.assert(
      fc.property(jobs, fc.array(asked, { minLength: 1, maxLength: 6 }), (list, queries) => {
        const snapshot = toSnapshot(list, 1)
        // Other pages and orders of the same words are read off what the first of them found.
        for (const query of queries.flatMap((one) => [one, { ...one, page_no: 1, sort: 'usage' as const }])) {
          for (const prices of PRICES)
            expect(selectPricedJobs(snapshot, query, prices, TEST_NOW, names)).toEqual(
              selectNaively(snapshot, query, TEST_NOW, names, prices),
            )
        }
      }),
      { numRuns: 200 },
    )
  })

  it.each(BOARDS)('equals it on a snapshot whose index was carried over from others: %s', (_, job, asked) => {
    const many = fc.array(job, { minLength: 30, maxLength: 60 })
    const steps = fc.array(
      fc.record({
        added: fc.array(job, { maxLength: 2 }),
        gone: fc.nat({ max: 99 }),
        changed: arbitraryChange,
      }),
      { minLength: 1, maxLength: 5 },
    )
    fc.assert(
      fc.property(many, steps, fc.array(asked, { minLength: 3, maxLength: 3 }), (list, edits, queries) => {
        let snapshot = toSnapshot(list, 1)
        drain(prepareIndex(snapshot, null))
        for (const { added, gone, changed } of edits) {
          const kept = snapshot.jobs.filter((_, at) => at !== gone)
          const edited = kept.map((entry, at) =>
            at % 10 === changed.at ? edit(entry, changed.fields) : entry,
          )
          const next = toSnapshot([...edited, ...added], snapshot.version + 1)
          drain(prepareIndex(next, snapshot))
          // The older index shares columns with the newer one, and must not have been written to.
          for (const checked of [next, snapshot]) {
            // Every job, too: by kind, and so by the sums that were carried over.
            for (const query of [defaultJobsQuery(50), ...queries]) {
              for (const prices of PRICES)
                expect(selectPricedJobs(checked, query, prices, TEST_NOW, names)).toEqual(
                  selectNaively(checked, query, TEST_NOW, names, prices),
                )
            }
          }
          snapshot = next
        }
      }),
      { numRuns: 100 },
    )
  })

  it('makes the columns anew when most of their jobs are gone', () => {
    const toJobs = (round: number) =>
      Array.from({ length: 2_000 }, (_, at) =>
        toMirroredJob({ job_id: `ft-${at}`, status: 'RUNNING', usage: at + round }),
      )
    let snapshot = toSnapshot(toJobs(0), 1)
    drain(prepareIndex(snapshot, null))
    for (let round = 1; round < 4; round++) {
      const next = toSnapshot(toJobs(round), round + 1)
      drain(prepareIndex(next, snapshot))
      snapshot = next
    }
    expect(getJobsIndex(snapshot).columns.length).toBeLessThan(5_000)
    const query: JobsQuery = { ...defaultJobsQuery(10), sort: '-usage', q: 'ft-1 usage>1500' }
    expect(selectJobs(snapshot, query, TEST_NOW)).toEqual(selectNaively(snapshot, query, TEST_NOW))
  })

  it.each([
    { usage: 999 },
    { end_time: '2026-11-23 23:59:59' },
    { status: 'ZZZ' },
    { base_model: 'a' },
    { job_name: 'a' },
    { create_time: '2026-11-23 00:00:59' },
    { finetuned_output: 'other' },
  ])('carries an index over when one job changes in its place: %j', (fields) => {
    const list = Array.from({ length: 30 }, (_, at) =>
      toMirroredJob({
        job_id: `ft-${at}`,
        status: 'RUNNING',
        model: 'm',
        usage: at,
        finetuned_output: `out-${at}`,
        create_time: `2026-11-23 00:0${at % 6}:00`,
        end_time: '2026-11-23 08:00:00',
      }),
    )
    const before = toSnapshot(list, 1)
    drain(prepareIndex(before, null))
    const after = toSnapshot(
      list.map((entry, at) => (at === 7 ? edit(entry, fields) : entry)),
      2,
    )
    drain(prepareIndex(after, before))
    for (const field of SORT_FIELDS) {
      for (const sort of [field, `-${field}`] as const) {
        for (const q of ['', 'other', 'out-7']) {
          const query: JobsQuery = { ...defaultJobsQuery(100), sort, q }
          expect(selectJobs(after, query, TEST_NOW)).toEqual(selectNaively(after, query, TEST_NOW))
          expect(selectJobs(before, query, TEST_NOW)).toEqual(selectNaively(before, query, TEST_NOW))
        }
      }
    }
  })

  it('puts jobs without the value last in both directions, and ties by id ascending in both', () => {
    expect(idsBy('usage')).toEqual(['c', 'a', 'b', 'd'])
    expect(idsBy('-usage')).toEqual(['a', 'b', 'c', 'd'])
    expect(idsBy('create_time')).toEqual(['c', 'a', 'b', 'd'])
    expect(idsBy('-create_time')).toEqual(['a', 'b', 'c', 'd'])
  })

  it('answers a page past the end with no rows and the true total', () => {
    const { rows, total } = select({ page_no: Number.MAX_SAFE_INTEGER, page_size: 100 })
    expect({ rows, total }).toEqual({ rows: [], total: 4 })
  })

  it('counts each facet with its own filter off and keeps a chosen value that no job has', () => {
    const { facets, totals, total } = select({ status: ['RUNNING'], training_type: ['none'] })
    expect(total).toBe(0)
    expect(totals.by_status).toEqual({})
    expect(facets.status).toEqual([{ value: 'RUNNING', count: 0 }])
    expect(facets.training_type).toEqual([
      { value: 'sft', count: 1 },
      { value: 'none', count: 0 },
    ])
  })

  it('finds jobs by their model or their base model, and counts them by the base model', () => {
    const { facets, rows } = select({ model: ['tuned-before'] })
    expect(rows.map((row) => row.job_id)).toEqual(['c'])
    expect(facets.model).toEqual([
      { value: 'qwen3-14b', count: 3 },
      { value: 'tuned-before', count: 0 },
    ])
  })
})

/** What changes about every tenth job, mostly such that all keep their places. */
const arbitraryChange = fc.record({
  at: fc.nat({ max: 12 }),
  fields: fc.record(
    {
      status: fc.constantFrom('RUNNING', 'SUCCEEDED', 'CHANGED'),
      usage: fc.constantFrom(5, 500),
      end_time: fc.constantFrom('2026-11-23 18:00:00', '2026-11-25 18:00:00'),
      job_name: fc.constantFrom('renamed', 'nightly'),
      base_model: fc.constantFrom('qwen3-14b', 'qwen3-99b'),
      create_time: fc.constantFrom('2026-11-23 16:53:54', '2026-11-23 16:53:53'),
    },
    { requiredKeys: [] },
  ),
})

function edit(entry: MirroredJob, fields: { [field: string]: Json }): MirroredJob {
  return toMirroredJob({ ...entry.job, ...fields } as Job, entry.deletedAt, null, entry.source)
}

const sample = toSnapshot(
  [
    { job_id: 'b', status: 'FAILED', base_model: 'qwen3-14b', usage: 7, create_time: '2026-11-23 00:00:00' },
    { job_id: 'a', status: 'FAILED', model: 'qwen3-14b', usage: 7, create_time: '2026-11-23 00:00:00' },
    {
      job_id: 'c',
      status: 'RUNNING',
      training_type: 'sft',
      model: 'tuned-before',
      base_model: 'qwen3-14b',
      usage: 1,
      create_time: '2026-11-22 00:00:00',
    },
    { job_id: 'd' },
  ].map((job) => toMirroredJob(job as Job)),
  1,
)

function select(query: Partial<JobsQuery>) {
  return selectJobs(sample, { ...defaultJobsQuery(10), ...query }, TEST_NOW)
}

function idsBy(sort: JobsQuery['sort']): string[] {
  return select({ sort }).rows.map((row) => row.job_id)
}

function drain(steps: Generator<void, void>): void {
  while (!steps.next().done);
}
