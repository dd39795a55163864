import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toComparable } from './comparable'
import { type ComparedJob, compareJobs } from './compare'
import { type Job, toMirroredJob } from './job'

const toJob = (
  fields: Partial<Job>,
  results: ComparedJob['results'] = null,
  estimate: ComparedJob['estimate'] = { state: 'no_price' },
): ComparedJob => ({
  entry: toMirroredJob({ job_id: 'ft-1', ...fields }),
  results,
  estimate,
})
const toRow = (jobs: ComparedJob[], name: string, baseline = 0) =>
  compareJobs(jobs, baseline).find((row) => row.name === name)

describe('toComparable', () => {
  it.each([
    ['1.6e-5', 0.000016],
    ['2E-5', '0.00002'],
    ['3', 3],
    ['3.0', '+3'],
    [-0, 0],
    [true, 'true'],
    [
      ['1', 2],
      [1, '2.0'],
    ],
    [
      { a: '1', b: [] },
      { b: [], a: 1 },
    ],
  ])('%j is %j', (a, b) => expect(toComparable(a)).toBe(toComparable(b)))

  it.each([
    ['1e-5', '1e-4'],
    ['1396993924585947123', '1396993924585947124'],
    ['', 0],
    ['0x10', 16],
    [null, 'None'],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    [['a,b'], ['a', 'b']],
    ['1e999', '1e998'],
  ])('%j is not %j', (a, b) => expect(toComparable(a)).not.toBe(toComparable(b)))

  it('takes any number for itself as a text', () => {
    const finite = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((value) => Number(value.toPrecision(15)))
    fc.assert(
      fc.property(finite, (value) => {
        expect(toComparable(String(value))).toBe(toComparable(value))
      }),
    )
  })
})

describe('compareJobs', () => {
  const jobs = [
    toJob({ hyper_parameters: { learning_rate: '1.6e-5', n_epochs: 3 }, usage: 300 }),
    toJob({ hyper_parameters: { learning_rate: 0.000016, n_epochs: '4', lora_rank: 8 }, usage: 100 }),
    toJob({}),
  ]

  it('compares numbers as numbers', () => {
    expect(toRow(jobs.slice(0, 2), 'learning_rate')).toMatchObject({
      differs: false,
      deviates: [false, false],
    })
    expect(toRow(jobs.slice(0, 2), 'n_epochs')).toMatchObject({ differs: true, deviates: [false, true] })
  })

  it('tells what is unknown from what is not declared', () => {
    expect(toRow(jobs, 'lora_rank')?.cells).toEqual([
      { state: 'absent' },
      { state: 'known', value: 8 },
      { state: 'unknown' },
    ])
  })

  it('holds others against the baseline', () => {
    expect(toRow(jobs, 'n_epochs', 1)?.deviates).toEqual([true, false, true])
  })

  it('marks the best and the worst, and neither where all are alike or one alone is known', () => {
    expect(toRow(jobs, 'usage')?.marks).toEqual(['worst', 'best', null])
    expect(toRow([jobs[0], jobs[2]] as ComparedJob[], 'usage')?.marks).toEqual([null, null])
    const results = { best_eval_loss: 0.5, best_eval_epoch: 1, final_loss: 0.4, steps: 10 }
    const evaluated = [toJob({}, results), toJob({}, { ...results, best_eval_loss: 0.4 }), toJob({}, results)]
    expect(toRow(evaluated, 'best_eval_loss')?.marks).toEqual(['worst', 'best', 'worst'])
    expect(toRow(evaluated, 'final_loss')?.marks).toEqual([null, null, null])
  })

  it('compares costs by their amounts, and tells why a job has none', () => {
    const price = { model: 'm', currency: 'USD', per_1000_tokens: '0.001', from: '2026-01-01', source: 's' }
    const paid = (amount: string) => toJob({}, null, { state: 'priced', amount, price })
    const unpaid = toJob({}, null, { state: 'not_billed' })
    expect(toRow([paid('0.5'), paid('0.50')], 'cost')).toMatchObject({ group: 'fact', differs: false })
    expect(toRow([paid('0.5'), unpaid], 'cost')).toMatchObject({
      differs: true,
      cells: [
        { value: { state: 'priced', amount: '0.5', currency: 'USD' } },
        { value: { state: 'not_billed' } },
      ],
    })
  })

  it('takes names that are parts of every object', () => {
    const odd = [
      toJob({ hyper_parameters: JSON.parse('{"__proto__": 1, "toString": 2}') }),
      jobs[0] as ComparedJob,
    ]
    expect(toRow(odd, 'toString')?.cells).toEqual([{ state: 'known', value: 2 }, { state: 'absent' }])
  })
})
