import { expect, it } from 'vitest'
import {
  addView,
  parseViews,
  removeView,
  type SavedView,
  serializeViews,
  toNameRefusal,
  toViewName,
  toViewSearch,
  USUAL_VIEWS,
} from './saved-views'

const views: SavedView[] = [
  { name: '失败的任务; a=b', search: 'status=FAILED' },
  { name: 'mine', search: 'creator=1&q=learning_rate=1e-5&columns=job_name,hp.learning_rate' },
]

it('are read back as they were written, in a cookie of plain characters', () => {
  expect(serializeViews(views)).toMatch(/^[\x21-\x7e]*$/)
  expect(serializeViews(views)).not.toContain(';')
  expect(parseViews(serializeViews(views), 50)).toEqual(views)
})

it.each(['', 'x', '%', '[]', '{"a":1}', '[1,["a"],["",""],[{},{}]]'])('reads no view of %j', (text) => {
  expect(parseViews(encodeURIComponent(text), 50)).toEqual([])
  expect(parseViews(text, 50)).toEqual([])
})

it('keep one view a name, and only as many as a cookie holds', () => {
  expect(addView(views, { name: 'mine', search: '' })).toEqual([views[0], { name: 'mine', search: '' }])
  expect(addView(views, { name: 'long', search: `q=${'x'.repeat(4000)}` })).toBeNull()
  const many = Array.from({ length: 20 }, (_, at) => ({ name: `${at}`, search: '' }))
  expect(addView(many, { name: 'one more', search: '' })).toBeNull()
  expect(removeView(views, 'mine')).toEqual([views[0]])
})

it('have a name, and each its own', () => {
  expect(toViewName('   ')).toBe('')
  expect(toViewName(`  ${'x'.repeat(59)} y`)).toBe('x'.repeat(59))
  expect(toNameRefusal(views, { name: '', search: '' })).toBe('blank')
  expect(toNameRefusal(views, { name: 'mine', search: '' })).toBe('taken')
  expect(toNameRefusal(views, { name: 'mine', search: views[1]?.search ?? '' })).toBeNull()
  expect(toNameRefusal(views, { name: 'ours', search: '' })).toBeNull()
})

it('keep a query in its one form, from its first page on', () => {
  expect(toViewSearch('page_no=3&status=failed&bogus=1&page_size=50', 50)).toBe('status=FAILED')
})

it.each(USUAL_VIEWS)('are there for everybody, in their one form: $name', ({ search }) => {
  expect(toViewSearch(search, 50)).toBe(search)
})
