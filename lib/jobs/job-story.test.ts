import { describe, expect, it } from 'vitest'
import { type Job, toMirroredJob } from './job'
import { toProgress } from './job-progress'
import { toTimeline } from './job-timeline'
import { toLineage } from './lineage'
import { toNeighbours } from './neighbours'
import { defaultJobsQuery } from './query'
import { toSnapshot } from './snapshot'
import { parseTrainingLog } from './training-log'

const NOON = Date.parse('2026-01-15T12:00:00+08:00')
const MINUTE = 60_000
const job = (job_id: string, fields: Partial<Job> = {}) =>
  toMirroredJob({ job_id, status: 'RUNNING', create_time: '2026-01-15 12:00:00', ...fields })

describe('a timeline', () => {
  const seen = [
    { status: 'QUEUING', observedAt: NOON + MINUTE },
    { status: 'RUNNING', observedAt: NOON + 5 * MINUTE },
    { status: 'SUCCEEDED', observedAt: NOON + 66 * MINUTE },
  ]
  const ended = job('a', { status: 'SUCCEEDED', end_time: '2026-01-15 13:05:00' })

  it('parts the wait from the training by what was seen', () => {
    expect(toTimeline(ended, seen, [])).toEqual({
      moments: [
        { kind: 'created', status: null, at: NOON },
        { kind: 'seen', status: 'QUEUING', at: NOON + MINUTE },
        { kind: 'seen', status: 'RUNNING', at: NOON + 5 * MINUTE },
        { kind: 'ended', status: 'SUCCEEDED', at: NOON + 65 * MINUTE },
      ],
      startedAt: NOON + 5 * MINUTE,
      queue_seconds: 300,
      training_seconds: 3600,
    })
  })

  it('believes the log sooner, and knows no start of a job first seen while it ran', () => {
    const { startedAt } = toTimeline(ended, seen, ['x', '2026-01-15 12:03:00,123 - INFO - start'])
    expect(startedAt).toBe(NOON + 3 * MINUTE)
    expect(toTimeline(ended, seen.slice(1), [])).toMatchObject({ startedAt: null, queue_seconds: null })
    expect(toTimeline(ended, seen.slice(2), []).moments.map(({ kind }) => kind)).toEqual(['created', 'ended'])
  })
})

describe('progress', () => {
  const summary = (...lines: string[]) => parseTrainingLog(lines).summary
  const running = job('a', { hyper_parameters: { n_epochs: '4' } })

  it('is a share of the epochs, and an end at that pace', () => {
    const progress = toProgress(running, summary("{'loss': 1, 'epoch': 1.0}"), NOON + 10 * MINUTE, NOON)
    expect(progress).toEqual({ share: 0.25, expectedEndAt: NOON + 40 * MINUTE })
  })

  it('is a share of the steps where the log counts them', () => {
    const steps = summary("{'loss': 1, 'epoch': 1.0, 'global_step/max_steps': '30/60'}")
    expect(toProgress(running, steps, null, null)).toEqual({ share: 0.5, expectedEndAt: null })
  })

  it('is left out where it cannot be known', () => {
    const one = summary("{'loss': 1, 'epoch': 1.0}")
    expect(toProgress(job('a'), one, NOON, NOON - 1)).toEqual({ share: null, expectedEndAt: null })
    expect(toProgress(running, summary(), NOON, NOON - 1)).toEqual({ share: null, expectedEndAt: null })
    expect(toProgress(job('a', { status: 'SUCCEEDED' }), one, NOON, NOON - 1)).toBeNull()
  })
})

describe('relatives', () => {
  const file = { training_file_ids: ['file-1'] }
  const first = job('ft-1', { ...file, model: 'qwen', base_model: 'qwen', finetuned_output: 'qwen-ft-1' })
  const second = job('ft-2', {
    ...file,
    model: 'qwen-ft-1',
    base_model: 'qwen',
    finetuned_output: 'qwen-ft-1-2',
  })
  const third = job('ft-3', { model: 'qwen-ft-1-2', base_model: 'qwen', validation_file_ids: ['file-1'] })
  const snapshot = toSnapshot([first, second, third, job('ft-4')], 1)

  it('are the parent, the children, and jobs with the same training file', () => {
    expect(toLineage(snapshot, second)).toMatchObject({
      parent: first,
      children: [third],
      childCount: 1,
      siblings: [first],
      siblingCount: 1,
      file_id: 'file-1',
    })
    expect(toLineage(snapshot, first)).toMatchObject({ parent: null, children: [second] })
    expect(toLineage(snapshot, job('ft-4'))).toMatchObject({ parent: null, childCount: 0, file_id: null })
  })

  it('are of its own account, whatever another calls by the same names', () => {
    const of = (source: string) => [first, second].map((entry) => ({ ...entry, source }))
    const both = toSnapshot([...of('a'), ...of('b')], 1)
    const [parent, child] = of('b')
    if (!parent || !child) throw new Error('there are two')
    expect(toLineage(both, child)).toMatchObject({ parent, childCount: 0, siblings: [parent] })
    expect(toLineage(both, parent)).toMatchObject({ children: [child], siblings: [child] })
    const query = { ...defaultJobsQuery(10), sort: 'job_name' as const }
    expect(toNeighbours(both, query, 'b:ft-1', 0, {})).toMatchObject({
      previous: { source: 'a', job_id: 'ft-1' },
      next: { source: 'a', job_id: 'ft-2' },
    })
  })

  it('stand beside it in a list', () => {
    const query = { ...defaultJobsQuery(1), sort: 'job_name' as const, page_no: 3 }
    expect(toNeighbours(snapshot, query, 'ft-2', 0, {})).toEqual({
      previous: first,
      next: third,
      place: 2,
      total: 4,
    })
    expect(toNeighbours(snapshot, { ...query, q: 'ft-4' }, 'ft-2', 0, {})).toBeNull()
  })
})
