import { expect, it } from 'vitest'
import { toDoorstep, toInnerTarget, toNextTarget } from './under-base-path'

it.each([
  ['/', '', '/', '/'],
  ['/jobs/x?a=/b', '', '/jobs/x?a=/b', '/jobs/x?a=/b'],
  ['/tools/board/', '/tools/board', '/', '/tools/board'],
  ['/tools/board/?model=a', '/tools/board', '/?model=a', '/tools/board?model=a'],
  ['/tools/board/jobs/x', '/tools/board', '/jobs/x', '/tools/board/jobs/x'],
  ['/tools/board//evil', '/tools/board', '//evil', '/tools/board//evil'],
])('%s under "%s" is %s to the board and %s to Next', (asked, basePath, inner, next) => {
  expect(toInnerTarget(asked, basePath)).toBe(inner)
  expect(toNextTarget(inner, basePath)).toBe(next)
})

it.each([
  '/',
  '/tools',
  '/tools/boards',
  '/tools/board',
  '/tools/board?x',
  '/TOOLS/board/',
  '/tools%2Fboard/',
])('%s lies beside /tools/board', (asked) => expect(toInnerTarget(asked, '/tools/board')).toBeNull())

it('leads from the path without its slash to the first page, with the query', () => {
  expect(toDoorstep('/b', '/b')).toBe('/b/')
  expect(toDoorstep('/b?q=a?b', '/b')).toBe('/b/?q=a?b')
  expect(toDoorstep('/b/', '/b')).toBeNull()
  expect(toDoorstep('/', '')).toBeNull()
})
