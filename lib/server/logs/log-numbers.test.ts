import { expect, it } from 'vitest'
import type { MirroredJob } from '@/lib/jobs/job'
import { createNumberShelf, createNumbersReader, type LogNumbers } from './log-numbers'

const entry = (job_id: string) => ({ job_id }) as MirroredJob

/** A shelf over logs of 100 lines of two numbers each, and how often each was read. */
function stack(isFinal: boolean, most?: number) {
  const reads: string[] = []
  const numbers = createNumberShelf(async ({ job_id }): Promise<LogNumbers> => {
    reads.push(job_id)
    const { add, metrics, curves } = createNumbersReader()
    add(Array.from({ length: 100 }, (_, step) => `{'loss': ${100 - step}, 'step': ${step}}`))
    return { readAt: 1, isFinal, error: null, metrics, curves }
  }, most)
  return { numbers, reads }
}

it('reads a final log once for all views, and draws the same curves', async () => {
  const { numbers, reads } = stack(true)
  const [first, second] = [await numbers(entry('a')), await numbers(entry('a'))]
  expect(reads).toEqual(['a'])
  expect(second.metrics()).toMatchObject({ summary: { final_loss: 1, steps: 99 } })
  expect(second.curves().series('loss', 'step')).toBe(first.curves().series('loss', 'step'))
})

it('reads a log that goes on at each view', async () => {
  const { numbers, reads } = stack(false)
  await numbers(entry('a'))
  await numbers(entry('a'))
  expect(reads).toEqual(['a', 'a'])
})

it('forgets the numbers that were asked for longest ago', async () => {
  // A point has its line beside its two numbers.
  const { numbers, reads } = stack(true, 2 * 301)
  for (const job_id of ['a', 'b', 'a', 'c', 'a', 'b']) await numbers(entry(job_id))
  expect(reads).toEqual(['a', 'b', 'c', 'b'])
})

it('makes curves anew once there are more lines', () => {
  const { add, curves } = createNumbersReader()
  add(["{'loss': 2, 'step': 1}", "{'loss': 1, 'step': 2}"])
  const before = curves()
  expect(curves()).toBe(before)
  add(["{'loss': 0.5, 'step': 3}"])
  expect(curves().series('loss', 'step').total).toBe(3)
})
