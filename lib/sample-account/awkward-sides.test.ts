import { describe, expect, test } from 'vitest'
import { type Job, toHyperParameters, toText } from '../jobs/job'
import type { Json } from '../jobs/json'
import { Account } from './account'

const jobs = new Account({
  jobs: 480,
  seed: 1,
  scenario: 'team',
  clock: () => Date.UTC(2026, 5, 10, 6),
  live: false,
}).jobs()

function has(field: string): (job: Job) => boolean {
  return (job) => job[field] !== undefined
}

function hasValue(test: (value: Json) => boolean): (job: Job) => boolean {
  return (job) => Object.values(toHyperParameters(job)).some(test)
}

const SIDES: readonly (readonly [string, (job: Job) => boolean])[] = [
  ['usage as text', (job) => typeof job.usage === 'string'],
  [
    'numbers as text',
    (job) => job.training_type !== 'reinforcement' && typeof toHyperParameters(job).n_epochs === 'string',
  ],
  ['learning rate as text', (job) => typeof toHyperParameters(job).learning_rate === 'string'],
  ['learning rate as number', (job) => typeof toHyperParameters(job).learning_rate === 'number'],
  ['no hyper_parameters', (job) => !has('hyper_parameters')(job)],
  ['ended without end_time', (job) => job.status === 'SUCCEEDED' && !has('end_time')(job)],
  ['no training_file_ids', (job) => !has('training_file_ids')(job) && !has('training_datasets')(job)],
  ['no job_name', (job) => !has('job_name')(job)],
  ['no base_model', (job) => !has('base_model')(job)],
  ['no creator', (job) => !has('creator')(job)],
  ['succeeded without usage', (job) => job.status === 'SUCCEEDED' && !has('usage')(job)],
  ['SUSPENDED', (job) => job.status === 'SUSPENDED'],
  ['ARCHIVING', (job) => job.status === 'ARCHIVING'],
  ['pg_opd', (job) => job.training_type === 'pg_opd'],
  ['grpo_x', (job) => job.training_type === 'grpo_x'],
  ['early output while running', (job) => job.status === 'RUNNING' && has('finetuned_output')(job)],
  ['early output while pending', (job) => job.status === 'PENDING' && has('finetuned_output')(job)],
  [
    'reinforcement in text',
    (job) =>
      job.training_type === 'reinforcement' &&
      Object.values(toHyperParameters(job)).every((v) => typeof v === 'string'),
  ],
  ['list', hasValue((value) => Array.isArray(value))],
  ['object', hasValue((value) => typeof value === 'object' && value !== null && !Array.isArray(value))],
  ['boolean', hasValue((value) => typeof value === 'boolean')],
  ['code 1', (job) => job.status === 'CANCELED' && job.code === '1'],
  ['very long name', (job) => toText(job.job_name).length > 250],
  ['gmt_create', (job) => has('gmt_create')(job) && !has('create_time')(job)],
  ['unknown field', has('priority')],
  ['training_datasets', has('training_datasets')],
  ['video', (job) => has('max_output_cnt')(job) && has('output_cnt')(job)],
  ['emoji', (job) => /\p{Extended_Pictographic}/u.test(toText(job.job_name))],
  ['right to left', (job) => /\p{Script=Arabic}/u.test(toText(job.job_name))],
  ['null', (job) => job.message === null],
]

describe('among 480 jobs there is, and seldom', () => {
  test.each(SIDES)('%s', (name, fits) => {
    const found = jobs.filter(fits).length
    expect(found).toBeGreaterThan(0)
    const usual = ['learning rate', 'code 1', 'video', 'reinforcement']
    if (!usual.some((word) => name.startsWith(word))) expect(found).toBeLessThanOrEqual(9)
  })

  test('markup in exactly one name, and the old time in exactly one job', () => {
    expect(jobs.filter((job) => toText(job.job_name).includes('<script>'))).toHaveLength(1)
    expect(jobs.filter(has('gmt_create'))).toHaveLength(1)
  })

  test('no list of lists at the top, which would break the official client', () => {
    for (const job of jobs) {
      for (const value of Object.values(job)) {
        if (Array.isArray(value)) expect(value.some((item) => Array.isArray(item))).toBe(false)
      }
    }
  })
})
