import { describe, expect, it } from 'vitest'
import { toReturnPath } from './return-path'

describe('toReturnPath', () => {
  it.each(['/', '/?model=qwen3-14b&page_no=2', '/jobs/ft-1', '/compare?job=a&job=b', '/mirror'])(
    'leads to %s',
    (path) => {
      expect(toReturnPath(path)).toBe(path)
    },
  )

  it.each([
    null,
    '',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/\t/evil.example',
    '/a/..//evil.example',
    '/./\\evil.example',
    'javascript:alert(1)',
    '/ /evil.example',
    '/\r\nset-cookie: a=b',
    '/sign-in',
    '/sign-in/callback?code=x',
    '/x/../sign-out',
    '/api/v1/fine-tunes',
    `/${'a'.repeat(5_000)}`,
  ])('leads to the first page instead of %j', (path) => {
    expect(toReturnPath(path)).toBe('/')
  })
})
