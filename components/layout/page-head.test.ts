import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('stands in everything that can be a page', () => {
  const pages = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\b(page|not-found|error)\.tsx$/.test(path),
  )
  expect(pages).toContain('page.tsx')
  // The one that stands in place of the layout has no room for more than the board's name.
  const own = pages.filter((path) => path !== 'global-error.tsx')
  expect(own.filter((path) => !readFileSync(`app/${path}`, 'utf8').includes('<PageHead '))).toEqual([])
})
