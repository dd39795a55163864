import { expect, it } from 'vitest'
import { type Figure, toMarkdown } from './figures.mjs'
import { findWorse, readKept } from './kept.mjs'

const MACHINE: Figure = {
  figure: 'this machine, times slower than that of the budgets',
  jobs: 10_000,
  value: 2,
  unit: 'times',
}
const PAINT: Figure = { figure: 'largest paint', jobs: 10_000, value: 1.6, unit: 'times', most: 1.3 }
const KEY: Figure = { figure: 'key to rows', jobs: 10_000, value: 200, unit: 'ms', most: 150 }
const RATE: Figure = { figure: 'a page', jobs: 10_000, value: 0.9, unit: 'times', least: 1 }
const BLOCKING: Figure = { figure: 'blocking time', jobs: 10_000, value: 0, unit: 'ms', most: 0 }
const kept = readKept(
  toMarkdown([MACHINE, PAINT, KEY, RATE, BLOCKING, { ...PAINT, jobs: 100_000, value: 3 }]),
)

it('reads what a table says', () => {
  expect(kept('largest paint', 10_000)).toBe(1.6)
  expect(kept('largest paint', 100_000)).toBe(3)
  expect(kept('largest paint', 1_000)).toBeUndefined()
  expect(kept('another figure', 10_000)).toBeUndefined()
})

it.each<[string, Figure, string[]]>([
  ['is as it was', PAINT, []],
  ['is a little worse, as runs are', { ...PAINT, value: 2.3 }, []],
  ['is much worse', { ...PAINT, value: 3 }, ['largest paint']],
  ['is within its budget', { ...PAINT, value: 1.2 }, []],
  ['is over and was never measured', { ...PAINT, figure: 'new' }, ['new']],
  ['is far less than it should be', { ...RATE, value: 0.5 }, ['a page']],
  ['is slower on a slower machine', { ...KEY, value: 600 }, []],
  ['blocks where tasks take twice as long', { ...BLOCKING, value: 75 }, []],
  ['blocks for longer than that', { ...BLOCKING, value: 90 }, ['blocking time']],
  ['is slower than the machine is', { ...KEY, value: 700 }, ['key to rows']],
])('tells of a figure that %s: %o', (_how, figure, worse) => {
  expect(findWorse([{ ...MACHINE, value: 4 }, figure], kept).map((each) => each.figure)).toEqual(worse)
})

it('knows the machine of a run that began with another number of jobs', () => {
  const other = readKept(toMarkdown([{ ...MACHINE, jobs: 1_000 }, KEY]))
  expect(
    findWorse(
      [
        { ...MACHINE, value: 4 },
        { ...KEY, value: 600 },
      ],
      other,
    ),
  ).toEqual([])
})
