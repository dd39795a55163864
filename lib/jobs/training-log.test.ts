import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Json } from './json'
import { createTrainingLogReader, parseTrainingLog } from './training-log'

describe('the lines of the documentation', () => {
  const { points, summary, skipped } = parseTrainingLog([
    "{'loss': 1.8342, 'learning_rate': 1.2e-05, 'epoch': 0.43}",
    "{'eval_loss': 1.402, 'eval_runtime': 12.3, 'epoch': 1.0}",
    "{'train_runtime': 216.3999, 'train_samples_per_second': 2.066, 'train_loss': 0.9122632344563802, 'epoch': 0.8571428571428571}",
    ' Actual number of consumed tokens is 1024!',
    ' Actual number of consumed tokens is 279808!',
    '2024-10-29 17:03:47,719 - INFO - transfer for inference succeeded, start to deliver it for inference',
    '2024-10-29 17:11:25,175 - INFO - ##FT_COMPLETE##',
  ])

  it('are numbers, and the line they stand on', () => {
    expect(points).toEqual([
      { line: 1, loss: 1.8342, learning_rate: 1.2e-5, epoch: 0.43 },
      { line: 2, eval_loss: 1.402, eval_runtime: 12.3, epoch: 1 },
    ])
    expect(skipped).toBe(0)
  })

  it('come to a summary', () => {
    expect(summary).toEqual({
      best_eval_loss: 1.402,
      best_eval_line: 2,
      final_loss: 1.8342,
      steps: 1,
      max_steps: null,
      epoch: 1,
      consumed_tokens: 279808,
      complete: true,
      training: {
        train_runtime: 216.3999,
        train_samples_per_second: 2.066,
        train_loss: 0.9122632344563802,
        epoch: 0.8571428571428571,
      },
    })
  })
})

test.each<[string, Json, object | null, number]>([
  [
    'nan, inf and None',
    "{'loss': nan, 'a': -inf, 'b': None, 'c': inf}",
    { loss: null, a: null, b: null, c: null },
    0,
  ],
  ['text around it', "17:03 - INFO - {'loss': 1} (rank 0)", { loss: 1 }, 0],
  ['JSON', '{"loss": 2.5, "eval": null}', { loss: 2.5, eval: null }, 0],
  [
    'numbers as texts',
    "{'loss': '1.25', 'grad_norm': 'nan', 'run': 'v3'}",
    { loss: 1.25, grad_norm: null },
    0,
  ],
  ['what is no number', "{'loss': .5, 'ok': True, 'tags': ['a', {'b': 1}], 'at': (1, 2)}", { loss: 0.5 }, 0],
  [
    'wrapped numbers',
    "{'loss': tensor(1.5, device='cuda:0'), 'x': np.float64(2e-3)}",
    { loss: 1.5, x: 0.002 },
    0,
  ],
  [
    'steps of steps',
    "{'loss': 1.0, 'global_step/max_steps': '12/300'}",
    { loss: 1, step: 12, max_steps: 300 },
    0,
  ],
  ['colours', "\u001b[32m{'loss': \u001b[1m1.5\u001b[0m}\u001b[0m", { loss: 1.5 }, 0],
  ['a cut dict', "{'loss': 1.5, 'learning_ra", null, 1],
  ['a cut number', "{'loss': 1.", null, 1],
  ['a cut dict in a dict', "{'eval': {'loss': 1.5}, 'epo", null, 1],
  ['a number of an unknown form', "{'loss': 1.2.3}", null, 1],
  ['braces that are no dict', 'format {name} of {} and {1: 2}', null, 0],
  ['a dict without numbers', "{'state': 'ok'}", null, 0],
  ['an object in place of a text', { loss: 1.5, epoch: 1, note: 'x' }, { loss: 1.5, epoch: 1 }, 0],
  ['an object with a text', { message: "{'loss': 1.5}", timestamp: 1730000000 }, { loss: 1.5 }, 0],
  ['an object with text and numbers', { message: 'step', loss: 1.5 }, { loss: 1.5 }, 0],
  ['an object with a text alone', { message: 'downloading', timestamp: 1730000000 }, null, 0],
  ['a line of its own', "{'line': 99, 'loss': 1}", { loss: 1 }, 0],
  ['a prototype', "{'__proto__': 1, 'constructor': 2}", JSON.parse('{"__proto__":1,"constructor":2}'), 0],
  ['too large a number', "{'loss': 1e400, 'low': 5e-324}", { loss: null, low: 5e-324 }, 0],
  ['null', null, null, 0],
  ['a list', ['a', 1], null, 0],
])('%s', (_, line, numbers, skipped) => {
  const metrics = parseTrainingLog([line])
  expect(JSON.stringify(metrics.points)).toBe(JSON.stringify(numbers ? [{ line: 1, ...numbers }] : []))
  expect(metrics.skipped).toBe(skipped)
})

it('reads a line of a million brackets in no time', () => {
  for (const text of ["{'a': [", '{', "{'a': {", '(', "{'a': '"]) parseTrainingLog([text.repeat(300_000)])
})

/** A number as `repr` of Python writes it, and what it is. */
const pythonNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => [toPython(value), value] as const),
  fc.integer().map((value) => [String(value), value] as const),
  fc.constantFrom(
    ['nan', null] as const,
    ['inf', null] as const,
    ['-inf', null] as const,
    ['None', null] as const,
  ),
)
const key = fc
  .stringMatching(/^[a-z_/()]{1,12}$/)
  .filter((name) => !/^(line|train_runtime|global_step\/max_steps)$/.test(name))
const metrics = fc.dictionary(key, pythonNumber, { minKeys: 1, maxKeys: 6 })
const noise = fc.string().filter((text) => !/[{'"#]|consumed/.test(text))

function toPython(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  const text = String(value)
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text.replace(/e([+-])(\d)$/, 'e$10$2')
}

it('reads 20,000 awkward lines to the last digit, and counts what it cannot read', () => {
  const dicts = fc.sample(metrics, { numRuns: 1_009, seed: 4 })
  const noises = fc.sample(noise, { numRuns: 997, seed: 5 })
  const expected: object[] = []
  let cut = 0
  const lines = Array.from({ length: 20_000 }, (_, index) => {
    const dict = Object.entries(dicts[index % dicts.length] ?? {})
    const [before = '', after = ''] = [noises[index % noises.length], noises[(index * 7) % noises.length]]
    const text = `{${dict.map(([name, [written]]) => `'${name}': ${written}`).join(', ')}}`
    const kind = index % 6
    if (kind === 0) return before
    if (kind === 1) {
      cut++
      return before + text.slice(0, 2 + ((index * 31) % (text.length - 2)))
    }
    expected.push({ line: index + 1, ...Object.fromEntries(dict.map(([name, [, value]]) => [name, value])) })
    return kind === 2 ? { message: before + text, level: 'INFO' } : before + text + after
  })
  const read = parseTrainingLog(lines)
  expect(JSON.stringify(read.points)).toBe(JSON.stringify(expected))
  expect(read.skipped).toBe(cut)
})

it('throws at none of 10,000 lines of anything, and reads piece by piece as it reads in one go', () => {
  const piece = fc.constantFrom(
    '{',
    "{'",
    "'",
    '"',
    '\\',
    ':',
    ', ',
    '}',
    '[',
    '(',
    ')',
    'nan',
    '1e5',
    '-',
    'loss',
    '\u001b[',
    '##FT_COMPLETE##',
    'consumed tokens is 9',
    '\n',
    'np.f(',
    '\ud800',
  )
  const entry = fc.oneof(
    fc.array(piece).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
    fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<Json>,
  )
  fc.assert(
    fc.property(fc.array(entry, { minLength: 40, maxLength: 40 }), fc.nat(40), (lines, at) => {
      const reader = createTrainingLogReader()
      reader.add(lines.slice(0, at))
      reader.add(lines.slice(at))
      const whole = parseTrainingLog(lines)
      expect(JSON.stringify(reader.metrics())).toBe(JSON.stringify(whole))
      const values = whole.points.flatMap((point) => Object.values(point))
      expect(values.every((value) => value === null || Number.isFinite(value))).toBe(true)
    }),
    { numRuns: 250 },
  )
})
