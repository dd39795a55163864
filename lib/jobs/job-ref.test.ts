import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseJobRef, toIdTail, toJobRef, toRefPath } from './job-ref'

const SOURCES = ['a', 'beijing', 'bei', 'x.y-z_1']
const job_id = fc.constantFrom('ft-1', 'bei:ft-1', 'other:1', 'a:', '', ':')

it('is read as it was written, whatever colons an id holds', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SOURCES), job_id, (source, id) => {
      expect(parseJobRef(toJobRef({ source, job_id: id }), SOURCES)).toEqual({ source, job_id: id })
    }),
  )
})

it('is the id alone where there is one source, and names none that the board lacks', () => {
  expect(toJobRef({ job_id: 'ft-1' })).toBe('ft-1')
  expect(parseJobRef('nowhere:ft-1', SOURCES)).toEqual({ source: null, job_id: 'nowhere:ft-1' })
})

it('stands in a path with its colon, and nothing else that a path does not take', () => {
  expect(toRefPath('bei:ft/1?é')).toBe('bei:ft%2F1%3F%C3%A9')
})

it('ends in what tells ids of one minute apart', () => {
  expect(toIdTail('ft-202601151600-a1b2')).toBe('a1b2')
  expect(toIdTail('ft-0123456789abcdef')).toBe('89abcdef')
  expect(toIdTail('plain')).toBe('plain')
})
