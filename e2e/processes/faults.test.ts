import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '@/lib/sample-account/fault'
import { type SampleAccount, startSampleAccount } from '@/lib/sample-account/sample-account'
import { toJobs } from '@/lib/server/store/test-jobs'
import type { Board } from '../board'
import { startBoard } from '../board'
import { readRoutes } from '../routes'
import { askList, fillDatabase, SOAK, startAccountBoard, until } from './boards'
import { SELF_SIGNED } from './self-signed'

const ALL: [name: string, fault: Fault, code: string][] = [
  [
    'status 503',
    { kind: 'status', status: 503, code: 'ServiceUnavailable', request_id: 'r-503' },
    'ServiceUnavailable',
  ],
  ['a web page', { kind: 'html', status: 200 }, 'BadAnswer'],
  ['a reset', { kind: 'reset' }, 'Unreachable'],
  ['no list', { kind: 'wrong-types', form: 'jobs-not-a-list' }, 'BadAnswer'],
  [
    'status 500',
    { kind: 'status', status: 500, code: 'InternalError', request_id: 'r-500' },
    'InternalError',
  ],
  ['status 400', { kind: 'status', status: 400, code: 'Arrearage', request_id: 'r-400' }, 'Arrearage'],
  ['status 404', { kind: 'status', status: 404, code: 'NotFound', request_id: 'r-404' }, 'NotFound'],
  ['status 409', { kind: 'status', status: 409, code: 'Conflict', request_id: 'r-409' }, 'Conflict'],
  ['an empty body', { kind: 'empty' }, 'BadAnswer'],
  ['no JSON', { kind: 'not-json' }, 'BadAnswer'],
  ['no output', { kind: 'wrong-types', form: 'output-null' }, 'BadAnswer'],
  ['no objects', { kind: 'wrong-types', form: 'items-not-objects' }, 'BadAnswer'],
  ['half a body', { kind: 'half-body' }, 'BadAnswer'],
  ['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:9/' }, 'Redirected'],
  ['a gzip bomb', { kind: 'gzip-bomb' }, 'TooLarge'],
  ['64 MB', { kind: 'huge' }, 'TooLarge'],
  ['silence', { kind: 'hang-headers' }, 'Timeout'],
  ['silence in the middle', { kind: 'hang-body' }, 'Timeout'],
  ['status 429', { kind: 'status', status: 429, code: 'Throttling', request_id: 'r-429' }, 'Throttling'],
]

/** Of a key that is refused another call is made after five minutes only. */
const REFUSED: [name: string, fault: Fault, code: string][] = [
  ['status 403', { kind: 'status', status: 403, code: 'AccessDenied', request_id: 'r-403' }, 'AccessDenied'],
  [
    'status 401',
    { kind: 'status', status: 401, code: 'InvalidApiKey', request_id: 'r-401' },
    'InvalidApiKey',
  ],
]

const GROUPS = SOAK ? [ALL, REFUSED.slice(0, 1), REFUSED.slice(1)] : [ALL.slice(0, 3)]

/** What each of these addresses answers with, and the text of it. */
async function askAll(board: Board, paths: readonly string[]) {
  const answers = paths.map(async (path) => {
    const answer = await fetch(board.url + path, { redirect: 'manual' })
    return {
      path,
      status: answer.status,
      type: answer.headers.get('content-type'),
      text: await answer.text(),
    }
  })
  return Promise.all(answers)
}

describe.each(GROUPS.map((faults) => [faults]))('a board whose account is whole', (faults) => {
  let account: SampleAccount
  let board: Board
  let read: string
  let unread: string

  beforeAll(async () => {
    account = await startSampleAccount({ jobs: 120 })
    board = await startBoard({
      DASHSCOPE_API_KEY: account.key,
      DASHSCOPE_HTTP_BASE_URL: account.url,
      REFRESH_SECONDS: '1',
      UPSTREAM_RPS: '50',
    })
    await until('it is whole', 30, async () => (await askList(board))?.mirror.complete === true)
    ;[read = '', unread = ''] = account
      .jobs()
      .filter(({ status }) => status === 'SUCCEEDED')
      .map(({ job_id }) => job_id)
  })
  afterAll(async () => {
    await board.stop()
    await account.stop()
  })

  it.each(faults)(
    'answers %s with what it knows on every page and endpoint, and says that it ages and why',
    async (_name, fault, code) => {
      const isStale = async () => (await askList(board))?.mirror.stale === true
      const { pages, routes } = readRoutes(read)
      const paths = [...pages, ...routes, '/?q=qwen', `/compare?job=${read}&job=${account.jobs()[4]?.job_id}`]
      const before = await askAll(board, paths)
      for (const { path, status } of before) expect([path, status < 500]).toEqual([path, true])

      account.fault(fault)
      // A limit of 30 s for a body that never ends.
      await until('it knows why', 60, async () => (await askList(board))?.mirror.error?.code === code)
      const list = await askList(board)
      expect(list).toMatchObject({ output: { total: 120 }, mirror: { stale: true, jobs: 120 } })
      if (fault.kind === 'status') expect(list?.mirror.error?.request_id).toBe(`r-${fault.status}`)
      const now = await askAll(board, paths)
      expect(now.map(({ path, status }) => [path, status])).toEqual(
        before.map(({ path, status }) => [path, status]),
      )
      for (const { path, type, text } of now)
        if (type?.startsWith('text/html') && /^\/(\?|$|jobs|usage|compare|mirror)/.test(path))
          expect([path, text.includes(code)]).toEqual([path, true])
      expect(now.find(({ path }) => path.startsWith('/?'))?.text).not.toMatch(/\b0 jobs\b/)

      // What was never read cannot be told, and says so; the rest of its page stands.
      for (const part of ['logs', 'checkpoints', 'metrics']) {
        const answer = await fetch(`${board.url}/api/v1/fine-tunes/${unread}/${part}`)
        expect([part, answer.status]).toEqual([part, 503])
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      }
      const page = await fetch(`${board.url}/jobs/${unread}`)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain(unread)

      account.fault(null)
      if (faults.length > 1) await until('it is true again', 90, async () => !(await isStale()))
    },
  )
})

it('says what is wrong, and never that there are no jobs, when DashScope fails at the first start', async () => {
  const account = await startSampleAccount({ jobs: 120 })
  account.fault({ kind: 'status', status: 500, code: 'InternalError', request_id: 'r-first' })
  const board = await startBoard({
    DASHSCOPE_API_KEY: account.key,
    DASHSCOPE_HTTP_BASE_URL: account.url,
    UPSTREAM_RPS: '50',
  })
  const { pages, routes } = readRoutes('ft-1')
  await until('it knows why', 30, async () =>
    (await (await fetch(`${board.url}/api/v1/fine-tunes`)).text()).includes('r-first'),
  )
  for (const { path, status, type, text } of await askAll(board, [...pages, ...routes])) {
    expect([path, status < 500 || status === 503]).toEqual([path, true])
    if (type?.startsWith('text/html')) expect([path, /\b0 jobs\b/.test(text)]).toEqual([path, false])
  }
  const list = await fetch(`${board.url}/api/v1/fine-tunes`)
  expect(list.status).toBe(503)
  expect(Number(list.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await (await fetch(board.url)).text()).toContain('r-first')
  await board.stop()
  await account.stop()
})

it('believes no server whose certificate nobody vouches for', async () => {
  let asked = 0
  const server = createServer(SELF_SIGNED, (_request, response) => {
    asked++
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await until('it listens', 5, async () => server.listening)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-tls-'))
  const database = `file:${join(folder, 'board.db')}`
  await fillDatabase(database, toJobs(30))
  const board = await startAccountBoard({ url: `https://127.0.0.1:${port}/api/v1`, key: 'sk-none' }, database)
  await until('it is marked stale', 30, async () => (await askList(board))?.mirror.stale === true)
  expect(await askList(board)).toMatchObject({
    output: { total: 30 },
    mirror: { error: { code: 'Unreachable' } },
  })
  expect((await askList(board))?.mirror.error?.message).toMatch(/certificate/)
  expect(asked).toBe(0)
  await board.stop()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})
