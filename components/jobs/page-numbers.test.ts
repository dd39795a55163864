import { describe, expect, it } from 'vitest'
import { toPageNumbers } from './page-numbers'

describe('toPageNumbers', () => {
  it.each([
    [1, 1, [1]],
    [1, 5, [1, 2, null, 5]],
    [3, 5, [1, 2, 3, 4, 5]],
    [10, 240, [1, null, 9, 10, 11, null, 240]],
    [240, 240, [1, null, 239, 240]],
    [999, 3, [1, 2, 3]],
  ])('page %i of %i', (current, pages, numbers) => {
    expect(toPageNumbers(current, pages)).toEqual(numbers)
  })
})
