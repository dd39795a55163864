import { expect, it } from 'vitest'
import { toShownCheckpoints } from './checkpoints'

const now = Date.parse('2026-06-10T00:00:00+08:00')

it('takes what is there, and the step from the name where none is told', () => {
  const shown = toShownCheckpoints(
    [
      { checkpoint: 'checkpoint-100', status: 'pending', create_time: '2026-05-27T18:07:16' },
      { full_name: 'ft-1:checkpoint-200', step: '200', model_name: 'm', status: 'SUCCEEDED' },
      { checkpoint_id: 7, step: null, status: {} },
    ],
    now,
  )
  expect(shown.map(({ name, step, status }) => [name, step, status])).toEqual([
    ['ft-1:checkpoint-200', 200, 'SUCCEEDED'],
    ['checkpoint-100', 100, 'PENDING'],
    ['7', null, ''],
  ])
  expect(shown[1]?.createdAt).toBe(Date.parse('2026-05-27T10:07:16Z'))
})

it.each([
  ['2026-06-13 00:00:00', 'soon'],
  ['2026-06-13 00:00:01', ''],
  ['2026-06-10 00:00:00', 'past'],
  [undefined, ''],
])('a checkpoint that expires at %s is %s', (expire_time, expiry) => {
  expect(toShownCheckpoints([{ expire_time }], now)[0]?.expiry).toBe(expiry)
})
