import { describe, expect, it } from 'vitest'
import { type Job, toMirroredJob } from './job'
import type { Json } from './json'
import { defaultJobsQuery } from './query'
import { type MappedNames, parseDuration, parseSearch } from './search'
import { selectJobs } from './select'
import { toSnapshot } from './snapshot'

const job: Job = {
  job_id: 'ft-202611231653-1c7f',
  job_name: 'Support-Tone v8',
  model: 'qwen3-14b-earlier',
  base_model: 'qwen3-14b',
  finetuned_output: 'qwen3-14b-suffix-1c7f',
  model_name: 'Tone of Support',
  training_file_ids: ['976bd01a-f30b'],
  validation_file_ids: ['val-1'],
  training_datasets: [{ data_source_type: 'file_id', file_id: 'ds-9' }],
  creator: '1396993924585947',
  code: 'InvalidParameter',
  message: 'line 17: row has no role',
  usage: 279808,
  create_time: '2026-11-23 16:53:53',
  end_time: '2026-11-23 18:11:26',
  hyper_parameters: {
    learning_rate: '1.6e-5',
    n_epochs: 3,
    split: 0.9,
    lr_scheduler_type: 'Cosine',
    resume: '../ckpt',
    freeze: true,
    target_modules: ['q_proj', 'v_proj'],
    nothing: null,
  },
}

function isFound(q: string, names: MappedNames = {}, changes: { [field: string]: Json } = {}): boolean {
  const snapshot = toSnapshot([toMirroredJob({ ...job, ...changes } as Job)], 1)
  return selectJobs(snapshot, { ...defaultJobsQuery(10), q }, 0, names).total === 1
}

describe('plain words', () => {
  it.each([
    'ft-2026',
    'SUPPORT-tone',
    'v8 tone',
    'qwen3-14b-earlier',
    'suffix-1c7f',
    'of support',
    '976BD',
    'val-1',
    'ds-9',
    'invalidparam',
    '17:',
    'learning_rate',
    'n_epochs=',
    'q_proj',
    'null',
    '',
    '  ',
  ])('%s is found', (q) => expect(isFound(q)).toBe(true))

  it.each(['v9', 'v8 v9', '1396993924585947', 'cosine1', '279808'])('%s is not', (q) =>
    expect(isFound(q)).toBe(false),
  )

  it('looks into names that people gave', () => {
    const names = {
      creator: new Map([['1396993924585947', 'Lin Wei']]),
      file: new Map([['ds-9', 'Calls, May']]),
    }
    expect(isFound('lin calls', names)).toBe(true)
    expect(isFound('lin calls')).toBe(false)
  })
})

describe('comparisons', () => {
  it.each([
    'learning_rate=0.000016',
    'LEARNING_RATE=1.60E-5',
    'learning_rate=1e-5..2e-5',
    'n_epochs=3',
    'n_epochs=3.0',
    'n_epochs>2',
    'n_epochs>=3',
    'n_epochs<=3',
    'n_epochs<10',
    'lr_scheduler_type=cosine',
    'resume=../ckpt',
    'freeze=TRUE',
    'usage=279808',
    'usage=1..300000',
    'usage>=279808',
    'duration>1h',
    'duration>1h17m',
    'duration=1h17m33s',
    'duration<4654',
    'duration=1h..2h',
    'n_epochs=3 split<1 tone',
  ])('%s holds', (q) => expect(isFound(q)).toBe(true))

  it.each([
    'n_epochs>3',
    'n_epochs=2',
    'n_epochs=4..9',
    'lr_scheduler_type=cos',
    'epochs=3',
    'no_such=3',
    'no_such<3',
    'nothing=null',
    'nothing>0',
    'usage>279808',
    'usage=many',
    'duration<1h',
    'n_epochs=0x3',
  ])('%s does not', (q) => expect(isFound(q)).toBe(false))

  it('does not hold for a number that the job lacks', () => {
    expect(isFound('usage<1', {}, { usage: 'none' })).toBe(false)
    expect(isFound('duration>=0', {}, { end_time: '' })).toBe(false)
  })

  it('finds a number in any way of writing it', () => {
    for (const learning_rate of [2e-5, 0.00002, '2e-5', '0.00002']) {
      expect(isFound('learning_rate=2e-5', {}, { hyper_parameters: { learning_rate } })).toBe(true)
    }
  })
})

it('splits q at any white space and drops repeated words', () => {
  expect(parseSearch(' a\t\u3000A  b ').map((word) => word.text)).toEqual(['a', 'b'])
})

it.each([
  ['2h', 7200],
  ['30m', 1800],
  ['1h30m', 5400],
  ['45s', 45],
  ['90', 90],
  ['1.5h', 5400],
  ['', null],
  ['h', null],
  ['1x', null],
])('%s are %s seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds)
})
