import { askJob, askJobs } from '../api'
import { count, sortIds, sumSeconds, sumUsage, toCounted } from '../expected'
import { expect, test } from '../test'

type Envelope = {
  request_id: string
  output: { page_no: number; page_size: number; total: number; jobs: { job_id: string }[] }
}

/** Calls as the official SDKs do: `Bearer` of any key, JSON, the base URL taken from a variable. */
function createSdk(baseUrl: string) {
  const get = async (path: string, params: Record<string, string> = {}) => {
    const headers = { authorization: 'Bearer sk-of-the-visitor', accept: 'application/json' }
    const response = await fetch(`${baseUrl}/${path}?${new URLSearchParams(params)}`, { headers })
    return { status: response.status, body: await response.json() }
  }
  return {
    list: async (params: Record<string, string> = {}) => (await get('fine-tunes', params)).body as Envelope,
    get: (job_id: string) => get(`fine-tunes/${job_id}`),
  }
}

test("an SDK lists the document's example", async ({ launch }) => {
  const { board } = await launch({ account: { scenario: 'document' } })
  const sdk = createSdk(`${board.url}/api/v1`)
  const { output, request_id } = await sdk.list({ model: 'qwen3-14b', page_no: '2' })
  expect(request_id).toMatch(/^[0-9a-f-]{36}$/)
  expect(output).toMatchObject({ page_no: 2, page_size: 10, total: 12 })
  expect(output.jobs.map(({ job_id }) => job_id)).toEqual(['ft-202410291653-1c7f', 'ft-202410291512-1851'])
  expect(output.jobs[0]).toMatchObject({ hyper_parameters: { learning_rate: '1.6e-5' }, usage: 279808 })
  expect((await sdk.get('ft-202410291512-1851')).body.output).toEqual(output.jobs[1])
  const missing = await sdk.get('ft-200001010000-0000')
  expect(missing).toMatchObject({ status: 404, body: { code: 'NotFound', message: expect.any(String) } })
})

test('jobs come with every field and value that DashScope sent', async ({ board, account }) => {
  const jobs = account.jobs()
  const seen = []
  for (let page = 1; page <= 5; page++)
    seen.push(...(await askJobs(board.url, `page_no=${page}&page_size=100`)).output.jobs)
  const order = sortIds(jobs.map(toCounted), ({ created }) => created, true)
  expect(seen.map(({ job_id }) => job_id)).toEqual(order)
  const byId = new Map(jobs.map((job) => [job.job_id, job]))
  for (const job of seen) expect(job).toEqual(byId.get(job.job_id))
  const { output } = await askJob(board.url, jobs[7]?.job_id ?? '')
  expect(output).toEqual(jobs[7])
})

test('totals and facets count what matches', async ({ board, account }) => {
  const jobs = account.jobs().map(toCounted)
  const failed = jobs.filter(({ status }) => status === 'FAILED')
  const { output } = await askJobs(board.url, 'status=failed&page_size=1')
  expect(output.total).toBe(failed.length)
  expect(output.totals).toEqual({
    jobs: failed.length,
    usage: sumUsage(failed),
    duration_seconds: sumSeconds(failed),
    by_status: { FAILED: failed.length },
  })
  for (const name of ['model', 'training_type', 'creator'] as const)
    expect(Object.fromEntries(output.facets[name].map(({ value, count }) => [value, count]))).toEqual(
      count(failed, name),
    )
  expect(Object.fromEntries(output.facets.status.map(({ value, count }) => [value, count]))).toEqual(
    count(jobs, 'status'),
  )
})

test('an answer that has not changed is 304', async ({ board }) => {
  const url = `${board.url}/api/v1/fine-tunes?status=FAILED`
  const first = await fetch(url)
  const etag = first.headers.get('etag') ?? ''
  expect(etag).toMatch(/^(W\/)?"[^"]+"$/)
  expect(Date.parse(first.headers.get('last-modified') ?? '')).toBeGreaterThan(0)
  const again = await fetch(url, { headers: { 'if-none-match': `"other", ${etag}` } })
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
  const other = await fetch(`${board.url}/api/v1/fine-tunes`, { headers: { 'if-none-match': etag } })
  expect(other.status).toBe(200)
})

for (const [parameter, value] of [
  ['page_no', '0'],
  ['page_no', '1.5'],
  ['page_size', '101'],
  ['sort', 'colour'],
  ['created_from', '2026-13-01'],
  ['created_to', 'yesterday'],
  ['deleted', 'maybe'],
  ['refresh', 'false'],
  ['q', 'x'.repeat(201)],
] as const) {
  test(`a bad ${parameter} (${value.slice(0, 12)}) is 400 and named`, async ({ board }) => {
    const response = await fetch(`${board.url}/api/v1/fine-tunes?${parameter}=${value}`)
    expect(response.status).toBe(400)
    const { code, message, request_id } = await response.json()
    expect(code).toBe('InvalidParameter')
    expect(message).toContain(parameter)
    expect(request_id).toMatch(/^[0-9a-f-]{36}$/)
  })
}

test('a scalar given twice is 400; a page past the end is empty and knows the total', async ({ board }) => {
  expect((await fetch(`${board.url}/api/v1/fine-tunes?page_no=1&page_no=2`)).status).toBe(400)
  const { output } = await askJobs(board.url, 'page_no=4000')
  expect([output.total, output.jobs]).toEqual([480, []])
})

test('health, ready, and an address that is not there', async ({ board }) => {
  expect(await (await fetch(`${board.url}/api/health`)).json()).toEqual({ status: 'ok' })
  expect(await (await fetch(`${board.url}/api/ready`)).json()).toEqual({ status: 'ready' })
  const missing = await fetch(`${board.url}/api/v1/no-such-thing`)
  expect([missing.status, (await missing.json()).code]).toEqual([404, 'NotFound'])
})
