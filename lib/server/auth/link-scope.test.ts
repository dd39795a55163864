import { expect, it } from 'vitest'
import { toLinkScope } from './link-scope'

it('is the same for a query in whatever order, and another one for any other query or path', () => {
  const scope = '/feed.atom?model=a&status=FAILED'
  expect(toLinkScope('/feed.atom?status=FAILED&model=a&token=tbk_x')).toEqual({ scope, token: 'tbk_x' })
  expect(toLinkScope('/feed.atom?model=a&token=&status=FAILED')?.scope).toBe(scope)
  for (const other of [
    '/feed.atom',
    '/feed.atom?model=a',
    '/badge.svg?model=a&status=FAILED',
    '/feed.atom?model=a&status=FAILED&status=RUNNING',
  ])
    expect(toLinkScope(other)?.scope).not.toBe(scope)
})

it('opens nothing but feeds and badges, and takes one token only', () => {
  for (const target of [
    '/',
    '/api/v1/fine-tunes?token=tbk_x',
    '/feed.atom/?token=tbk_x',
    '//feed.atom?token=tbk_x',
    '/metrics',
  ])
    expect(toLinkScope(target)).toBeNull()
  expect(toLinkScope('/badge.svg?token=a&token=b')?.token).toBeNull()
})
