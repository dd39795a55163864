import { expect, it } from 'vitest'
import { selectLogWindow } from './log-window'

const lines = Array.from(
  { length: 1201 },
  (_, index) => `line ${index + 1}${index % 100 === 0 ? ' \u001b[31mERROR\u001b[0m' : ''}`,
)

it('gives a page of lines with their numbers, the last one past the end', () => {
  expect(selectLogWindow(lines, '', 7)).toMatchObject({ page: 7, pages: 7, matches: 1201 })
  expect(selectLogWindow(lines, '', 7).lines.map(({ line }) => line)).toEqual([1201])
  expect(selectLogWindow(lines, '', 99).page).toBe(7)
  expect(selectLogWindow([], '', 1)).toEqual({ lines: [], page: 1, pages: 1, matches: 0 })
})

it('finds text without regard to case and colour, and keeps the line numbers', () => {
  const { lines: found, matches } = selectLogWindow(lines, '1 error', 1)
  expect(matches).toBe(13)
  expect(found.map(({ line }) => line).slice(0, 3)).toEqual([1, 101, 201])
})
