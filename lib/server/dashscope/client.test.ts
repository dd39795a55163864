import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startSampleAccount } from '@/lib/sample-account/sample-account'
import { first, KEY, serveText, startClient, startServer, toError } from './test-client'

describe('what is sent', () => {
  it('is a GET of a listed path with the key, and nothing else', async () => {
    const account = await startSampleAccount({ jobs: 30, key: KEY })
    onTestFinished(account.stop)
    const { client } = startClient(account.url)
    const job_id = account.jobs()[0]?.job_id ?? ''
    await client.listJobs({ page_no: 2, page_size: 7, model: 'qwen3&page_size=100' })
    await client.getJob(job_id)
    await client.getLogs(job_id, { offset: 3, line: 20 })
    await client.getCheckpoints(job_id)
    expect(account.calls.map(({ method, path, query }) => [method, path, { ...query }])).toEqual([
      ['GET', '/fine-tunes', { page_no: '2', page_size: '7', model: 'qwen3&page_size=100' }],
      ['GET', `/fine-tunes/${job_id}`, {}],
      ['GET', `/fine-tunes/${job_id}/logs`, { offset: '3', line: '20' }],
      ['GET', `/fine-tunes/${job_id}/checkpoints`, {}],
    ])
    for (const { headers } of account.calls) {
      expect(headers).toMatchObject({
        authorization: `Bearer ${KEY}`,
        accept: 'application/json',
        'x-dashscope-workspace': 'ws-1',
        'user-agent': expect.stringMatching(/^tuneboard\//),
      })
      expect(Object.keys(headers)).toHaveLength(7)
    }
  })

  it.each(['', '.', '..', 'a/b', 'a/../b', 'a?b', 'a#b', 'a b', '%2e', 'é', 'a\n', 'x'.repeat(129)])(
    'is nothing for what is no job id: %j',
    async (job_id) => {
      const account = await startSampleAccount({ jobs: 1, key: KEY })
      onTestFinished(account.stop)
      const { client } = startClient(account.url)
      for (const call of [
        client.getJob(job_id),
        client.getLogs(job_id, { offset: 0, line: 1 }),
        client.getCheckpoints(job_id),
      ])
        expect(await toError(call)).toMatchObject({ kind: 'not-sent', code: 'InvalidParameter' })
      expect(account.countCalls()).toBe(0)
    },
  )
})

describe('what comes back', () => {
  it('is every field as sent', async () => {
    const account = await startSampleAccount({ jobs: 40, key: KEY })
    onTestFinished(account.stop)
    const { client } = startClient(account.url, { maxBytes: 10_000_000 })
    const page = await client.listJobs({ page_no: 1, page_size: 100 })
    expect(page).toMatchObject({ total: 40, page_size: 100, unreadable: 0, request_id: expect.any(String) })
    expect(page.jobs).toEqual(account.jobs())
    account.fault({ kind: 'data' })
    expect((await client.listJobs({ page_no: 1, page_size: 100 })).jobs).toEqual(account.jobs())
    expect(await client.getJob(account.jobs()[3]?.job_id ?? '')).toEqual(account.jobs()[3])
  })

  it('keeps jobs of odd types, and counts what is no job', async () => {
    const text = `{"output":{"total":"7","jobs":[
      {"job_id":"ft-1","status":7,"hyper_parameters":"none","usage":[[1]],"x":12345678901234567890},
      {"job_id":42,"create_time":null},{"job_id":1234567890123456789},{"job_id":null},{"job_id":""},{},7,null,[]]}}`
    const { client } = startClient(await serveText(text))
    expect(await client.listJobs(first)).toEqual({
      request_id: null,
      page_size: null,
      total: 7,
      jobs: [
        { job_id: 'ft-1', status: 7, hyper_parameters: 'none', usage: [[1]], x: '12345678901234567890' },
        { job_id: '42', create_time: null },
        { job_id: '1234567890123456789' },
      ],
      unreadable: 6,
    })
  })

  it.each([
    ['{"output":{"jobs":[]}}', null],
    ['{"output":{"total":0}}', 0],
    ['{"output":{"total":-3,"jobs":[]}}', null],
    ['{"output":{"total":"many","jobs":[]}}', null],
  ])('reads a total where there is one: %s', async (text, total) => {
    const { client } = startClient(await serveText(text))
    expect(await client.listJobs(first)).toMatchObject({ total, jobs: [] })
  })

  it.each([
    ['{"output":[{"checkpoint":"a"},7]}'],
    ['{"output":{"checkpoints":[{"checkpoint":"a"}],"total":1}}'],
    ['{"checkpoints":[{"checkpoint":"a"}],"total":1}'],
  ])('reads checkpoints in every form: %s', async (text) => {
    const { client } = startClient(await serveText(text))
    expect((await client.getCheckpoints('ft-1')).checkpoints).toEqual([{ checkpoint: 'a' }])
  })

  it('reads log lines that are no strings', async () => {
    const { client } = startClient(await serveText('{"output":{"total":2,"logs":["a",{"text":"b"}]}}'))
    expect(await client.getLogs('ft-1', { offset: 0, line: 2 })).toEqual({
      request_id: null,
      total: 2,
      logs: ['a', { text: 'b' }],
    })
  })

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('is read when it is packed with %s', async (encoding, pack) => {
    const url = await startServer((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding })
      response.end(pack('{"output":{"total":0,"jobs":[]}}'))
    })
    expect((await startClient(url).client.listJobs(first)).total).toBe(0)
  })
})

describe('what goes wrong', () => {
  it('is an error with code, status, message and id', async () => {
    const account = await startSampleAccount({ jobs: 3, key: KEY })
    onTestFinished(account.stop)
    account.fault({
      kind: 'status',
      status: 429,
      code: 'Throttling.RateQuota',
      message: 'slow',
      request_id: 'r',
      retryAfter: 7,
    })
    expect(await toError(startClient(account.url).client.listJobs(first))).toMatchObject({
      name: 'UpstreamError',
      kind: 'http',
      code: 'Throttling.RateQuota',
      httpStatus: 429,
      message: 'slow',
      requestId: 'r',
      retryAfterMs: 7000,
    })
    account.fault({ kind: 'status', status: 503, retryAfter: new Date(Date.now() + 60_000).toUTCString() })
    const { retryAfterMs } = await toError(startClient(account.url).client.listJobs(first))
    expect(retryAfterMs).toBeGreaterThan(57_000)
    expect(retryAfterMs).toBeLessThanOrEqual(60_000)
  })

  it.each([
    ['{"code":"Arrearage","message":"pay","request_id":"r"}', 'Arrearage', 'r'],
    ['{"code":"","message":""}', 'BadAnswer', null],
    ['{"output":null,"request_id":"r"}', 'BadAnswer', 'r'],
    ['{"output":{"total":5}}', 'BadAnswer', null],
    ['{"output":{"total":5,"jobs":{}}}', 'BadAnswer', null],
    ['{"output":{"total":5,"jobs":[1,2]}}', 'BadAnswer', null],
    ['[]', 'BadAnswer', null],
    ['null', 'BadAnswer', null],
    ['', 'BadAnswer', null],
    ['<!doctype html>', 'BadAnswer', null],
    ['{"output":{"total":5,"jobs":[', 'BadAnswer', null],
  ])('a 200 with %s is an error', async (text, code, requestId) => {
    const error = await toError(startClient(await serveText(text)).client.listJobs(first))
    expect(error).toMatchObject({ code, requestId, httpStatus: 200 })
  })

  it.each([204, 400, 418, 502])('status %i with a web page is an error', async (status) => {
    const url = await startServer((_, response) => response.writeHead(status).end('<html>'))
    expect(await toError(startClient(url).client.listJobs(first))).toMatchObject({ httpStatus: status })
  })

  it('another job than the one asked for is an error', async () => {
    const { client } = startClient(await serveText('{"output":{"job_id":"ft-2"}}'))
    expect(await toError(client.getJob('ft-1'))).toMatchObject({ code: 'BadAnswer' })
  })

  it.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed', async (status) => {
    let followed = 0
    const target = await startServer((_, response) => {
      followed++
      response.end('{"output":{"total":0,"jobs":[]}}')
    })
    const url = await startServer((_, response) => response.writeHead(status, { location: target }).end())
    expect(await toError(startClient(url).client.listJobs(first))).toMatchObject({
      code: 'Redirected',
      httpStatus: status,
    })
    expect(followed).toBe(0)
  })

  it.each(['hang-headers', 'hang-body'] as const)('%s ends', async (kind) => {
    const account = await startSampleAccount({ jobs: 3, key: KEY })
    onTestFinished(account.stop)
    account.fault({ kind })
    expect(await toError(startClient(account.url).client.listJobs(first))).toMatchObject({ code: 'Timeout' })
  })

  it('a body that only drips ends', async () => {
    const url = await startServer((_, response) => {
      response.write('{')
      const drip = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(drip))
    })
    expect(await toError(startClient(url).client.listJobs(first))).toMatchObject({ code: 'Timeout' })
  })

  it.each(['gzip-bomb', 'huge'] as const)('%s is cut off', async (kind) => {
    const account = await startSampleAccount({ jobs: 3, key: KEY })
    onTestFinished(account.stop)
    account.fault({ kind })
    const { client } = startClient(account.url, { bodyMs: 10_000 })
    expect(await toError(client.listJobs(first))).toMatchObject({ code: 'TooLarge' })
  })

  it('half a packed body is an error', async () => {
    const url = await startServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(gzipSync('{"output":{"total":0,"jobs":[]}}').subarray(0, 20))
    })
    expect(await toError(startClient(url).client.listJobs(first))).toMatchObject({ code: 'BadAnswer' })
  })

  it.each([
    ['no server', 'http://127.0.0.1:9/api/v1', 'Unreachable'],
    ['no such host', 'http://tuneboard.invalid/api/v1', 'Unreachable'],
  ])('%s', async (_, url, code) => {
    expect(await toError(startClient(url).client.listJobs(first))).toMatchObject({ code, httpStatus: null })
  })

  it('no TLS where it is asked for', async () => {
    const url = (await serveText('')).replace('http:', 'https:')
    expect(await toError(startClient(url).client.listJobs(first))).toMatchObject({ code: 'Unreachable' })
  })

  it('a call that is given up says so', async () => {
    const account = await startSampleAccount({ jobs: 3, key: KEY })
    onTestFinished(account.stop)
    account.fault({ kind: 'hang-headers' })
    const stop = new AbortController()
    const error = toError(startClient(account.url, { headersMs: 5_000 }).client.listJobs(first, stop.signal))
    stop.abort()
    expect(await error).toMatchObject({ kind: 'aborted' })
  })
})
