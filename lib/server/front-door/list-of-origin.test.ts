import { expect, it } from 'vitest'
import { toListOfOrigin } from './list-of-origin'

it.each([
  ['status=FAILED', 'http://board/?q=x', 'status=FAILED'],
  ['', 'http://board/?q=x', ''],
  [null, 'http://board/?q=x&page_no=2', 'q=x&page_no=2'],
  [null, 'http://board/', ''],
  [null, 'http://board/jobs/ft-1?list=q', null],
  [null, 'http://other/?q=x', null],
  [null, 'nonsense', null],
  [null, null, null],
])('list %j after %j is %j', (list, referer, wanted) => {
  expect(toListOfOrigin(list, referer, 'board')).toBe(wanted)
})
