import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryJob, arbitraryQuery, TEST_NOW } from './arbitrary-jobs'
import { prepareIndex } from './index-snapshot'
import { type Job, toMirroredJob } from './job'
import { selectNaively } from './naive-select'
import { defaultJobsQuery, type JobsQuery } from './query'
import { selectJobs } from './select'
import { toSnapshot } from './snapshot'

const jobs = fc.array(arbitraryJob, { maxLength: 60 })
const names = {
  creator: new Map([['1396993924585947', 'Lin Wei']]),
  file: new Map([['0b1c', 'Teammate set']]),
}

describe('selectJobs', () => {
  it('equals the naive selection', () => {
    fc.assert(
      fc.property(jobs, fc.array(arbitraryQuery, { minLength: 1, maxLength: 6 }), (list, queries) => {
        const snapshot = toSnapshot(list, 1)
        for (const query of queries) {
          expect(selectJobs(snapshot, query, TEST_NOW, names)).toEqual(
            selectNaively(snapshot, query, TEST_NOW, names),
          )
        }
      }),
      { numRuns: 400 },
    )
  })

  it('equals the naive selection on a snapshot whose index was carried over from others', () => {
    const edits = fc.array(fc.array(arbitraryJob, { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(
        jobs,
        edits,
        fc.array(fc.nat(), { maxLength: 4 }),
        arbitraryQuery,
        (list, changes, gone, query) => {
          let snapshot = toSnapshot(list, 1)
          drain(prepareIndex(snapshot, null))
          for (const [step, changed] of changes.entries()) {
            const kept = snapshot.jobs.filter((_, at) => at % 9 !== gone[step])
            const next = toSnapshot([...kept, ...changed], step + 2)
            drain(prepareIndex(next, snapshot))
            snapshot = next
            expect(selectJobs(next, query, TEST_NOW, names)).toEqual(
              selectNaively(next, query, TEST_NOW, names),
            )
          }
        },
      ),
      { numRuns: 400 },
    )
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
