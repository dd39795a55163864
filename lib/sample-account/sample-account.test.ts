import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ask, toJobs } from './ask'
import { type SampleAccount, startSampleAccount } from './sample-account'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

describe('a sample account', () => {
  let account: SampleAccount

  beforeEach(async () => {
    account = await startSampleAccount()
  })

  afterEach(() => account.stop())

  test('lists ten of 480 jobs, newest first, unless asked otherwise', async () => {
    const { status, body } = await ask(account, '/fine-tunes')
    expect(status).toBe(200)
    expect(body).toEqual({
      request_id: expect.stringMatching(UUID),
      output: { page_no: 1, page_size: 10, total: 480, jobs: account.jobs().slice(0, 10) },
    })
  })

  test('has each job on exactly one page', async () => {
    const seen: unknown[] = []
    for (let page = 1; page <= 6; page++) {
      seen.push(...toJobs(await ask(account, `/fine-tunes?page_size=100&page_no=${page}`)))
    }
    expect(seen).toEqual(account.jobs())
  })

  test.each(['0', '101', '-1', '1.5', 'ten', '', '1e1', ' 5'])('refuses page_size=%s', async (size) => {
    const { status, body } = await ask(account, `/fine-tunes?page_size=${encodeURIComponent(size)}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'InvalidParameter', request_id: expect.stringMatching(UUID) })
  })

  test.each(['0', '-1', 'x'])('refuses page_no=%s', async (page) => {
    expect((await ask(account, `/fine-tunes?page_no=${page}`)).status).toBe(400)
  })

  test('takes page_size 1 and 100', async () => {
    expect(toJobs(await ask(account, '/fine-tunes?page_size=1'))).toHaveLength(1)
    expect(toJobs(await ask(account, '/fine-tunes?page_size=100'))).toHaveLength(100)
  })

  test('keeps the jobs based on a model', async () => {
    const expected = account.jobs().filter((job) => job.base_model === 'qwen3-8b' || job.model === 'qwen3-8b')
    const asked = await ask(account, '/fine-tunes?model=qwen3-8b&page_size=100')
    expect(asked.body.output).toMatchObject({ total: expected.length })
    expect(toJobs(asked)).toEqual(expected.slice(0, 100))
    expect((await ask(account, '/fine-tunes?model=qwen3')).body.output).toMatchObject({ total: 0, jobs: [] })
  })

  test('keeps the jobs that go on from a tuned model', async () => {
    const going = account.jobs().find((job) => job.model !== job.base_model && job.base_model)
    const asked = await ask(account, `/fine-tunes?model=${String(going?.model)}`)
    expect(toJobs(asked)).toContainEqual(going)
    expect(account.jobs().map((job) => job.finetuned_output)).toContain(going?.model)
  })

  test('gives a single job, and 404 for another', async () => {
    const job = account.jobs()[42]
    expect((await ask(account, `/fine-tunes/${job?.job_id}`)).body.output).toEqual(job)
    const { status, body } = await ask(account, '/fine-tunes/ft-202601010000-0000')
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 'NotFound', message: 'Not found!' })
  })

  test.each([
    '',
    '/models',
    '/fine-tunes/',
    '/fine-tunes/a/logs/b',
    '/fine-tunes/a/export/b',
    '/../../fine-tunes',
  ])('has nothing at %s', async (path) => {
    expect((await ask(account, path)).body).toMatchObject({ code: 'NotFound' })
  })

  test.each(['POST', 'PUT', 'DELETE', 'HEAD'])('refuses %s', async (method) => {
    const headers = { authorization: `Bearer ${account.key}` }
    const response = await fetch(`${account.url}/fine-tunes`, { method, headers })
    expect(response.status).toBe(405)
  })

  test('refuses any other key', async () => {
    for (const key of ['', 'sk-other', `${account.key} `.repeat(2)]) {
      const { status, body } = await ask(account, '/fine-tunes', key)
      expect(status).toBe(401)
      expect(body).toMatchObject({ code: 'InvalidApiKey' })
    }
    expect((await fetch(`${account.url}/fine-tunes`)).status).toBe(401)
  })

  test('adds, changes and removes a job', async () => {
    const added = account.add({ job_name: 'mine' })
    expect(toJobs(await ask(account, '/fine-tunes?page_size=1'))).toEqual([added])
    expect(added).toMatchObject({
      status: 'PENDING',
      job_id: expect.stringMatching(/^ft-\d{12}-[0-9a-f]{4}$/),
    })
    account.update(added.job_id, { status: 'RUNNING', creator: undefined })
    const changed = (await ask(account, `/fine-tunes/${added.job_id}`)).body.output
    expect(changed).toMatchObject({ status: 'RUNNING', job_name: 'mine' })
    expect(changed).not.toHaveProperty('creator')
    account.remove(added.job_id)
    expect((await ask(account, `/fine-tunes/${added.job_id}`)).status).toBe(404)
    expect(account.jobs()).toHaveLength(480)
    expect(() => account.remove(added.job_id)).toThrow(added.job_id)
  })

  test('puts a job with a written time where it belongs', () => {
    const [newest, , third] = account.jobs()
    const added = account.add({ create_time: String(third?.create_time) })
    expect(account.jobs()[0]).toEqual(newest)
    expect(account.jobs().findIndex((job) => job.job_id === added.job_id)).toBe(2)
  })

  test('sees a change under a filter that it answered before', async () => {
    const total = async () => (await ask(account, '/fine-tunes?model=mine')).body.output
    expect(await total()).toMatchObject({ total: 0 })
    const { job_id } = account.add({ model: 'mine' })
    expect(await total()).toMatchObject({ total: 1 })
    account.update(job_id, { model: 'other', base_model: 'other' })
    expect(await total()).toMatchObject({ total: 0 })
  })

  test('counts its calls and knows the last ones', async () => {
    await ask(account, '/fine-tunes?page_no=2&model=a%20b')
    await ask(account, '/fine-tunes/none/logs', 'wrong')
    expect(account.countCalls()).toBe(2)
    expect(account.countCalls('/fine-tunes/')).toBe(1)
    expect(account.calls[0]).toMatchObject({
      method: 'GET',
      path: '/fine-tunes',
      query: { page_no: '2', model: 'a b' },
    })
    expect(account.calls[1]?.headers.authorization).toBe('Bearer wrong')
    account.resetCalls()
    expect(account.countCalls()).toBe(0)
    expect(account.calls).toHaveLength(0)
  })

  test('answers later when told to', async () => {
    account.latency(30)
    const before = performance.now()
    await ask(account, '/fine-tunes')
    expect(performance.now() - before).toBeGreaterThan(25)
  })

  test('ends calls that wait when it stops', async () => {
    account.latency(600_000)
    const waiting = expect(ask(account, '/fine-tunes')).rejects.toThrow()
    await vi.waitFor(() => expect(account.countCalls()).toBe(1))
    await account.stop()
    await waiting
  })
})

describe('scenarios', () => {
  test('the same seed and clock give the same account, another seed another', async () => {
    const clock = () => Date.UTC(2026, 5, 10, 6)
    const start = (seed: number) => startSampleAccount({ seed, clock })
    const accounts = await Promise.all([start(7), start(7), start(8)])
    const [one, same, other] = accounts.map((account) => account.jobs())
    expect(one).toEqual(same)
    expect(one).not.toEqual(other)
    await Promise.all(accounts.map((account) => account.stop()))
  })

  test.each([
    ['empty', 0],
    ['one', 1],
    ['failed', 480],
  ] as const)('%s has %i jobs', async (scenario, count) => {
    const account = await startSampleAccount({ scenario })
    expect((await ask(account, '/fine-tunes')).body.output).toMatchObject({ total: count })
    if (scenario === 'failed')
      expect(new Set(account.jobs().map((job) => job.status))).toEqual(new Set(['FAILED']))
    await account.stop()
  })
})
