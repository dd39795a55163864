import { describe, expect, it } from 'vitest'
import { jobsAnswer } from '@/lib/api/jobs'
import { respondList } from './respond-list'

const SYNCED_AT = '2026-11-24T08:00:00.000Z'

function toAnswer(request_id: string, synced_at: string | null = SYNCED_AT, total = 1) {
  return {
    request_id,
    output: {
      page_no: 1,
      page_size: 10,
      total,
      jobs: [{ job_id: 'ft-1', learning_rate: '1.6e-5', creator: '1396993924585947' }],
      derived: {},
      totals: { jobs: total, usage: 5, duration_seconds: 7, by_status: { RUNNING: total } },
      facets: { status: [{ value: 'RUNNING', count: total }], model: [], training_type: [], creator: [] },
      cost: { amounts: [], priced: 0, not_billed: 0, pending: 1, no_price: 0 },
      deleted_jobs: 0,
    },
    mirror: { synced_at, complete: true, stale: false, jobs: 1 },
  }
}

function ask(answer: ReturnType<typeof toAnswer>, ifNoneMatch?: string): Response {
  const headers = new Headers(ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch })
  return respondList(new Request('http://localhost/', { headers }), jobsAnswer, answer)
}

describe('respondList', () => {
  it('sends the answer as it is', async () => {
    const answer = toAnswer('a')
    expect(await ask(answer).json()).toEqual(answer)
  })

  it('tags what lasts: neither our request id nor the time of the mirror', () => {
    const tag = ask(toAnswer('a')).headers.get('etag')
    expect(ask(toAnswer('b', '2026-11-24T09:00:00.000Z')).headers.get('etag')).toBe(tag)
    expect(ask(toAnswer('a', SYNCED_AT, 2)).headers.get('etag')).not.toBe(tag)
  })

  it.each([
    ['the tag', (tag: string) => tag, 304],
    ['the tag made weak by a proxy', (tag: string) => `W/${tag}`, 304],
    ['one of several tags', (tag: string) => `"x", ${tag}`, 304],
    ['any', () => '*', 304],
    ['another tag', () => '"x"', 200],
  ])('answers If-None-Match with %s', async (_name, toHeader, status) => {
    const tag = ask(toAnswer('a')).headers.get('etag') ?? ''
    const response = ask(toAnswer('a'), toHeader(tag))
    expect(response.status).toBe(status)
    if (status === 304) expect(await response.text()).toBe('')
  })

  it('says when the mirror was last true, and is nobody else’s to keep', () => {
    const { headers } = ask(toAnswer('a'))
    expect(headers.get('last-modified')).toBe('Tue, 24 Nov 2026 08:00:00 GMT')
    expect(headers.get('cache-control')).toBe('private, no-cache')
    expect(ask(toAnswer('a', null)).headers.has('last-modified')).toBe(false)
  })
})
