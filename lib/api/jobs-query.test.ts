import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { arbitraryText } from '../jobs/arbitrary-text'
import { defaultJobsQuery, parseJobsQuery, serializeJobsQuery } from '../jobs/query'
import { isCanonical, jobsParameters, readJobsQuery, toInvalidParameterMessage } from './jobs-query'

const defaults = { page_size: 10 }
const now = Date.parse('2026-11-23T18:00:00Z')
const read = (text: string) => readJobsQuery(new URLSearchParams(text), defaults, now)
const standard = defaultJobsQuery(10)

describe('readJobsQuery', () => {
  it('reads every parameter', () => {
    const { query, problems, refresh } = read(
      'sort=-usage&page_size=100&status=running&status=FAILED&status=Running&model=b&model=a&training_type=sft' +
        '&creator=1396993924585947&created_from=-07d&created_to=today&q=+two++words+&deleted=only&page_no=007&refresh=true',
    )
    expect(problems).toEqual([])
    expect(refresh).toBe(true)
    expect(query).toEqual({
      page_no: 7,
      page_size: 100,
      model: ['a', 'b'],
      status: ['FAILED', 'RUNNING'],
      training_type: ['sft'],
      creator: ['1396993924585947'],
      source: [],
      created_from: '-7d',
      created_to: 'today',
      q: 'two  words',
      columns: [],
      sort: '-usage',
      deleted: 'only',
    })
  })

  it('takes an empty value for none, also beside another, and ignores unknown parameters', () => {
    const text =
      'page_no=&page_no=2&status=&q=&sort=&created_from=&refresh=&page=9&columns=a&source=b&view=c&constructor=1'
    expect(read(text)).toEqual({ query: { ...standard, page_no: 2 }, problems: [], refresh: false })
  })

  it.each([
    'page_no=0',
    'page_no=-1',
    'page_no=1e3',
    'page_no= 2',
    'page_no=%2B2',
    'page_no=2.0',
    'page_no=9007199254740993',
    'page_no=٣',
    'page_size=0',
    'page_size=101',
    'created_from=2026-02-30',
    'created_to=2026-11-23T16:53:53',
    'sort=workspace_id',
    'sort=hp.',
    'sort=--usage',
    'sort=USAGE',
    'deleted=yes',
    'refresh=1',
    'refresh=false',
    `q=${'x'.repeat(201)}`,
    'page_no=1&page_no=1',
    'q=a&q=b',
  ])('sets %s aside', (text) => {
    const { query, problems, refresh } = read(text)
    expect(query).toEqual(standard)
    expect(refresh).toBe(false)
    expect(problems).toHaveLength(1)
    expect(problems[0]?.parameter).toBe(text.split('=')[0])
  })

  it('counts characters, not UTF-16 units, and not the white space around them', () => {
    expect(read(`q=${'😀'.repeat(200)}+`).problems).toEqual([])
    expect(read(`q=${'😀'.repeat(201)}`).problems).toHaveLength(1)
  })

  it('sets both ends of a reversed range aside', () => {
    const { query, problems } = read('created_from=today&created_to=-1d&status=failed')
    expect(query).toEqual({ ...standard, status: ['FAILED'] })
    expect(problems.map(({ parameter, value }) => `${parameter}=${value}`)).toEqual([
      'created_from=today',
      'created_to=-1d',
    ])
  })

  it('reads what the browser writes as the browser does', () => {
    const names = ['page_no', 'status', 'model', 'q', 'created_from', 'sort', 'deleted', 'unknown']
    const values = fc.oneof(fc.constantFrom('2', 'usage', 'failed', '-07d', 'today', 'only'), arbitraryText)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...names), values), { maxLength: 8 }), (pairs) => {
        const { query } = readJobsQuery(new URLSearchParams(pairs), defaults, now)
        const written = new URLSearchParams(serializeJobsQuery(query, defaults))
        expect(readJobsQuery(written, defaults, now)).toEqual({ query, problems: [], refresh: false })
        expect(parseJobsQuery(written, defaults)).toEqual(query)
      }),
      { numRuns: 500 },
    )
  })
})

describe('isCanonical', () => {
  const check = (text: string) => isCanonical(new URLSearchParams(text), read(text).query, defaults)

  it.each(['', 'model=qwen3-14b&page_no=2', 'q=a%20b', 'q=a+b', 'created_from=2026-11-23T08%3A53%3A53Z'])(
    '%s is',
    (text) => expect(check(text)).toBe(true),
  )
  it.each([
    'q=',
    'page_no=1',
    'page_no=2&model=a',
    'status=failed',
    'page_no=02',
    'refresh=true',
    'x=1',
    'sort=-create_time',
  ])('%s is not', (text) => expect(check(text)).toBe(false))
})

it('reads source, as a filter and as a column, where the board shows several accounts', () => {
  const params = new URLSearchParams('source=intl&source=beijing&source=intl&columns=source,usage')
  const several = { page_size: 10, hasColumns: true, hasSources: true }
  expect(readJobsQuery(params, several, 0)).toMatchObject({
    query: { source: ['beijing', 'intl'], columns: ['job_name', 'source', 'usage'] },
    problems: [],
  })
  expect(readJobsQuery(params, { ...several, hasSources: false }, 0)).toMatchObject({
    query: { source: [], columns: ['job_name', 'usage'] },
    problems: [{ parameter: 'columns', value: 'source' }],
  })
})

it('reads columns for a page alone, and says which it does not know', () => {
  const params = new URLSearchParams('columns=usage,hp.learning_rate&columns=nonsense')
  expect(readJobsQuery(params, { page_size: 50 }, 0)).toMatchObject({ query: { columns: [] }, problems: [] })
  expect(readJobsQuery(params, { page_size: 50, hasColumns: true }, 0)).toMatchObject({
    query: { columns: ['job_name', 'usage', 'hp.learning_rate'] },
    problems: [{ parameter: 'columns', value: 'nonsense' }],
  })
})

it('names the parameter, what it got and what it takes', () => {
  expect(toInvalidParameterMessage(read('page_size=0&sort=x').problems)).toBe(
    'page_size got "0" and takes an integer from 1 to 100. sort got "x" and takes one of create_time, end_time, ' +
      'duration, usage, job_name, model, status, training_type, creator, best_eval_loss, final_loss, steps or hp.NAME, with - before it for descending order.',
  )
})

it('describes its parameters for OpenAPI', () => {
  const schemas = Object.values(jobsParameters).map((schema) => z.toJSONSchema(schema, { io: 'output' }))
  expect(schemas[1]).toMatchObject({ type: 'integer', minimum: 1, maximum: 100 })
  expect(schemas[9]).toMatchObject({ type: 'string' })
})
