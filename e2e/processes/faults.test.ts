import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '@/lib/sample-account/fault'
import { type SampleAccount, startSampleAccount } from '@/lib/sample-account/sample-account'
import type { Board } from '../board'
import { startBoard } from '../board'
import { askList, SOAK, until } from './boards'

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
  // Last, because they are tried again after five minutes only.
  [
    'status 401',
    { kind: 'status', status: 401, code: 'InvalidApiKey', request_id: 'r-401' },
    'InvalidApiKey',
  ],
]

const FAULTS = SOAK ? ALL : ALL.slice(0, 3)

describe('a board whose account is whole', () => {
  let account: SampleAccount
  let board: Board
  let job_id: string

  beforeAll(async () => {
    account = await startSampleAccount({ jobs: 120 })
    board = await startBoard({
      DASHSCOPE_API_KEY: account.key,
      DASHSCOPE_HTTP_BASE_URL: account.url,
      REFRESH_SECONDS: '1',
      UPSTREAM_RPS: '50',
    })
    await until('it is whole', 30, async () => (await askList(board))?.mirror.complete === true)
    job_id = account.jobs()[3]?.job_id ?? ''
  })
  afterAll(async () => {
    await board.stop()
    await account.stop()
  })

  it.each(FAULTS)(
    'answers %s with what it knows, and says that it ages and why',
    async (_name, fault, code) => {
      const isStale = async () => (await askList(board))?.mirror.stale === true
      account.fault(fault)
      // A limit of 30 s for a body that never ends.
      await until('it is marked stale', 60, isStale)
      const list = await askList(board)
      expect(list).toMatchObject({
        output: { total: 120 },
        mirror: { stale: true, jobs: 120, error: { code } },
      })
      if (fault.kind === 'status') expect(list?.mirror.error?.request_id).toBe(`r-${fault.status}`)
      for (const [path, text] of [
        ['/', job_id],
        ['/?q=qwen', job_id.slice(0, 3)],
        [`/jobs/${job_id}`, job_id],
        [`/compare?job=${job_id}&job=${account.jobs()[4]?.job_id}`, job_id],
        ['/usage', '120'],
        ['/mirror', '120'],
        [`/api/v1/fine-tunes/${job_id}`, job_id],
        ['/api/v1/usage', '120'],
        ['/api/ready', ''],
        ['/api/health', ''],
      ] as const) {
        const answer = await fetch(board.url + path)
        const body = await answer.text()
        // Other parts of the board may not be there yet.
        if (answer.status === 404 && /^\/(usage|compare)/.test(path)) continue
        expect([path, answer.status]).toEqual([path, 200])
        expect(body).toContain(text)
        if (answer.headers.get('content-type')?.startsWith('text/html')) expect(body).toContain(code)
      }
      account.fault(null)
      // A refused key is not tried again so soon.
      if (fault.kind !== 'status' || fault.status !== 401)
        await until('it is true again', 90, async () => !(await isStale()))
    },
  )
})
