import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryText } from './arbitrary-text'
import { COLUMN_NAMES, toColumnNames } from './column-names'
import {
  DELETED_CHOICES,
  defaultJobsQuery,
  type FilterName,
  isSort,
  type JobsQuery,
  parseJobsQuery,
  SORT_FIELDS,
  serializeJobsQuery,
  toFilterValues,
} from './query'

const defaults = { page_size: 50 }
const text = arbitraryText
const filter = (name: FilterName) =>
  fc.array(text, { maxLength: 4 }).map((values) => toFilterValues(name, values))

const arbitraryQuery: fc.Arbitrary<JobsQuery> = fc.record({
  page_no: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  page_size: fc.integer({ min: 1, max: 100 }),
  model: filter('model'),
  status: filter('status'),
  training_type: filter('training_type'),
  creator: filter('creator'),
  source: filter('source'),
  created_from: text,
  created_to: text,
  q: text,
  sort: fc.constantFrom(
    ...[...SORT_FIELDS, 'hp.learning_rate'].flatMap((field) => [field, `-${field}`]).filter(isSort),
  ),
  columns: fc
    .subarray([...COLUMN_NAMES, 'hp.learning_rate', 'hp.a&b=ü'])
    .map((names) => toColumnNames(names.toReversed())),
  deleted: fc.constantFrom(...DELETED_CHOICES),
})

describe('serializeJobsQuery and parseJobsQuery', () => {
  it('are a lossless pair', () => {
    fc.assert(
      fc.property(arbitraryQuery, (query) => {
        const written = serializeJobsQuery(query, defaults)
        const read = parseJobsQuery(new URLSearchParams(written), defaults)
        expect(read).toEqual(query)
        expect(serializeJobsQuery(read, defaults)).toBe(written)
      }),
    )
  })

  it('read anything without throwing, and settle after one turn', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('page_no', 'sort', 'status', 'q', 'x'), text)),
        (pairs) => {
          const once = serializeJobsQuery(parseJobsQuery(new URLSearchParams(pairs), defaults), defaults)
          expect(serializeJobsQuery(parseJobsQuery(new URLSearchParams(once), defaults), defaults)).toBe(once)
        },
      ),
    )
  })

  it('write nothing for the default view', () => {
    expect(serializeJobsQuery(defaultJobsQuery(50), defaults)).toBe('')
  })

  it('always write page_size where its default is 0', () => {
    expect(serializeJobsQuery(defaultJobsQuery(50), { page_size: 0 })).toBe('page_size=50')
  })

  it('write equal views alike, readably, filters first and the page last', () => {
    const query = {
      ...defaultJobsQuery(50),
      page_no: 2,
      page_size: 10,
      model: ['qwen3-14b', 'a b', 'qwen3-14b', ''],
      status: ['running', 'FAILED'],
      created_from: '2026-11-23T08:53:53Z',
      q: 'learning_rate=2e-5 é&%3A',
      sort: 'usage' as const,
    }
    expect(serializeJobsQuery(query, defaults)).toBe(
      'model=a+b&model=qwen3-14b&status=FAILED&status=RUNNING&created_from=2026-11-23T08:53:53Z' +
        '&q=learning_rate=2e-5+%C3%A9%26%253A&sort=usage&page_no=2&page_size=10',
    )
  })
})
