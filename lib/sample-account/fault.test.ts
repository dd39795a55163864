import { get } from 'node:http'
import { createGunzip } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ask, toJobs } from './ask'
import type { Fault } from './fault'
import { type SampleAccount, startSampleAccount } from './sample-account'

describe('faults', () => {
  let account: SampleAccount

  beforeEach(async () => {
    account = await startSampleAccount({ jobs: 40 })
  })

  afterEach(() => account.stop())

  async function answersAgain(): Promise<void> {
    account.fault(null)
    expect((await ask(account, '/fine-tunes')).status).toBe(200)
  }

  function read(path = '/fine-tunes'): Promise<Response> {
    return fetch(account.url + path, {
      headers: { authorization: `Bearer ${account.key}` },
      redirect: 'manual',
    })
  }

  /** Bytes on the wire and after unpacking. */
  function measure(): Promise<{ readonly sent: number; readonly unpacked: number }> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${account.key}` }
      get(`${account.url}/fine-tunes`, { headers }, (response) => {
        let sent = 0
        let unpacked = 0
        response.on('data', (chunk: Buffer) => {
          sent += chunk.length
        })
        const body =
          response.headers['content-encoding'] === 'gzip' ? response.pipe(createGunzip()) : response
        body.on('data', (chunk: Buffer) => {
          unpacked += chunk.length
        })
        body.on('end', () => resolve({ sent, unpacked }))
        body.on('error', reject)
      }).on('error', reject)
    })
  }

  test.each([
    [400, 'InvalidParameter'],
    [401, 'InvalidApiKey'],
    [403, 'AccessDenied'],
    [429, 'Throttling'],
    [500, 'InternalError'],
    [503, 'ServiceUnavailable'],
  ])('status %i', async (status, code) => {
    account.fault({ kind: 'status', status })
    const asked = await ask(account, '/fine-tunes')
    expect(asked.status).toBe(status)
    expect(asked.body).toMatchObject({ code, message: expect.any(String), request_id: expect.any(String) })
    expect(asked.headers.get('retry-after')).toBeNull()
    await answersAgain()
  })

  test('status with everything said', async () => {
    const said = { code: 'Throttling.RateQuota', message: 'Slow down', request_id: 'r-1' }
    account.fault({ kind: 'status', status: 429, retryAfter: 7, ...said })
    const asked = await ask(account, '/fine-tunes')
    expect(asked.body).toEqual(said)
    expect(asked.headers.get('retry-after')).toBe('7')
  })

  test('html, empty and not JSON', async () => {
    account.fault({ kind: 'html' })
    expect((await read()).status).toBe(502)
    account.fault({ kind: 'html', status: 200 })
    expect(await (await read()).text()).toMatch(/^<html>/)
    account.fault({ kind: 'empty' })
    expect(await (await read()).text()).toBe('')
    account.fault({ kind: 'not-json' })
    const text = await (await read()).text()
    expect(text[0]).toBe('{')
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
    await answersAgain()
  })

  test('wrong types', async () => {
    account.fault({ kind: 'wrong-types' })
    expect((await ask(account, '/fine-tunes')).body.output).toBeNull()
    account.fault({ kind: 'wrong-types', form: 'jobs-not-a-list' })
    expect((await ask(account, '/fine-tunes')).body.output).toMatchObject({
      total: 40,
      jobs: { 0: 'no list' },
    })
    account.fault({ kind: 'wrong-types', form: 'items-not-objects' })
    expect((await ask(account, '/fine-tunes')).body.output).toMatchObject({ jobs: ['ft-1', 7, null, true] })
  })

  test('half a body', async () => {
    account.fault({ kind: 'half-body' })
    const response = await read()
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
    await answersAgain()
  })

  test('a reset connection', async () => {
    account.fault({ kind: 'reset' })
    await expect(read()).rejects.toThrow()
    await answersAgain()
  })

  test('silence before the headers, until the stop', async () => {
    account.fault({ kind: 'hang-headers' })
    const settled = vi.fn()
    const silent = expect(read().finally(settled)).rejects.toThrow()
    await vi.waitFor(() => expect(account.countCalls()).toBe(1))
    await answersAgain()
    expect(settled).not.toHaveBeenCalled()
    await account.stop()
    await silent
  })

  test('silence within the body, until the stop', async () => {
    account.fault({ kind: 'hang-body', bytes: 5 })
    const response = await read()
    const reader = response.body?.getReader()
    expect((await reader?.read())?.value).toHaveLength(5)
    const settled = vi.fn()
    const silent = expect(reader?.read().finally(settled)).rejects.toThrow()
    await answersAgain()
    expect(settled).not.toHaveBeenCalled()
    await account.stop()
    await silent
  })

  test('redirect', async () => {
    account.fault({ kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere', status: 307 })
    const response = await read()
    expect(response.status).toBe(307)
    expect(response.headers.get('location')).toBe('http://127.0.0.1:9/elsewhere')
  })

  test('a small body that unpacks to more than 64 MB', async () => {
    account.fault({ kind: 'gzip-bomb' })
    const { sent, unpacked } = await measure()
    expect(sent).toBeLessThan(200_000)
    expect(unpacked).toBeGreaterThan(64 * 1024 * 1024)
  })

  test('a body of more than 64 MB, and a reader who goes away', async () => {
    account.fault({ kind: 'huge' })
    expect((await measure()).sent).toBeGreaterThan(64 * 1024 * 1024)
    const response = await read()
    await response.body?.cancel()
    await answersAgain()
  })

  test('the key echoed', async () => {
    const said = `Bearer ${account.key}`
    account.fault({ kind: 'echo-key' })
    expect((await ask(account, '/fine-tunes')).body).toMatchObject({ message: expect.stringContaining(said) })
    account.fault({ kind: 'echo-key', place: 'headers' })
    expect((await ask(account, '/fine-tunes')).headers.get('x-echo-authorization')).toBe(said)
    account.fault({ kind: 'echo-key', place: 'name' })
    expect(toJobs(await ask(account, '/fine-tunes'))[0]).toMatchObject({ job_name: said })
  })

  test('a list that claims to be empty', async () => {
    account.fault({ kind: 'total-zero' })
    expect((await ask(account, '/fine-tunes')).body.output).toMatchObject({ total: 0, jobs: [] })
    expect(account.jobs()).toHaveLength(40)
  })

  test('pages that shift', async () => {
    const isSecond = { path: '/fine-tunes', nth: 2 }
    const before = account.jobs()
    account.fault({ kind: 'shift', when: isSecond })
    const first = toJobs(await ask(account, '/fine-tunes?page_no=1'))
    const second = toJobs(await ask(account, '/fine-tunes?page_no=2'))
    expect(second[0]).toEqual(first[9])
    expect(account.jobs()).toHaveLength(41)
    account.fault({ kind: 'shift', by: 'removed', when: (call) => call.query.page_no === '2' })
    await ask(account, '/fine-tunes?page_no=1')
    expect(toJobs(await ask(account, '/fine-tunes?page_no=2'))).toEqual(before.slice(10, 20))
    expect(account.jobs()).toEqual(before)
  })

  test('doubles', async () => {
    account.fault({ kind: 'doubles' })
    const jobs = account.jobs()
    const second = toJobs(await ask(account, '/fine-tunes?page_no=2'))
    expect(second).toEqual([jobs[9], ...jobs.slice(10, 20), jobs[10]])
  })

  test('data in place of output', async () => {
    account.fault({ kind: 'data' })
    const { body } = await ask(account, '/fine-tunes')
    expect(body).not.toHaveProperty('output')
    expect(body.data).toMatchObject({ total: 40 })
  })

  test.each<[string, NonNullable<Fault['when']>, number[]]>([
    ['the third only', { nth: 3 }, [200, 200, 500, 200, 200]],
    ['the first two', { times: 2 }, [500, 500, 200, 200, 200]],
    ['two from the second on', { nth: 2, times: 2 }, [200, 500, 500, 200, 200]],
    ['another path', { path: '/fine-tunes/' }, [200, 200, 200, 200, 200]],
    ['those of a page', (call) => call.query.page_no === '4', [200, 200, 200, 500, 200]],
  ])('can meet %s', async (_name, when, expected) => {
    account.fault({ kind: 'status', status: 500, when })
    const statuses: number[] = []
    for (let page = 1; page <= 5; page++) {
      statuses.push((await ask(account, `/fine-tunes?page_no=${page}`)).status)
    }
    expect(statuses).toEqual(expected)
  })
})
