import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Job, type MirroredJob, toMirroredJob } from '@/lib/jobs/job'
import type { Json } from '@/lib/jobs/json'
import { LINES_A_PIECE } from './log-store'
import { createMemoryStore } from './memory-store'
import { openStore } from './open-store'
import type { JobStore, StoredJob } from './store'
import { silentLog, toJobs } from './test-jobs'
import { describeWithPostgres, startTestPostgres, type TestPostgres } from './test-postgres'

/** That no index of Postgres takes, however well it packs it. */
const LONG_ID = Array.from({ length: 1_000 }, (_, at) => ((at * 2_654_435_761) % 2 ** 32).toString(36)).join(
  '',
)

const folder = mkdtempSync(join(tmpdir(), 'tuneboard-store-'))

let postgres: TestPostgres | null = null

async function openInPostgres(): Promise<JobStore> {
  postgres = await startTestPostgres()
  return openStore(await postgres.newDatabase(), { log: silentLog })
}

const STORES: [suite: (run: () => void) => void, open: () => Promise<JobStore>][] = [
  [(run) => describe('a store in memory', run), async () => createMemoryStore()],
  [
    (run) => describe('a store in SQLite', run),
    () => openStore(`file:${join(folder, 'contract.db')}`, { log: silentLog }),
  ],
  [(run) => describeWithPostgres('a store in Postgres', run), openInPostgres],
]

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await postgres?.remove()
})

for (const [suite, open] of STORES)
  suite(() => {
    let store: JobStore
    let sources = 0
    const newSource = () => `source ${++sources}`

    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())

    const loadById = async (source: string) => {
      const jobs = await store.load(source)
      return new Map(jobs.map((stored): [string, StoredJob] => [stored.job.job_id, stored]))
    }

    it('gives jobs back as they were sent, to the order of their fields', async () => {
      const source = newSource()
      const odd: Job[] = [
        { job_id: 'b', z: 1, a: [{}, null, 1e-7, 'ä€\u{1f600}'], __proto_: { y: true } },
        JSON.parse('{"z":{"2":1,"1":2},"__proto__":{"x":1},"job_id":"a","n":-1.5e+300,"t":"\\u0000\\ud800"}'),
        { job_id: '\0' },
        { job_id: '\0 and more' },
        { job_id: '"quoted"' },
        { job_id: LONG_ID },
        { job_id: '\ud800' },
        { job_id: '\ud801' },
        { job_id: '作业-1' },
      ]
      await store.saveJobs(source, odd, 5)
      const texts = (await store.load(source)).map((stored) => JSON.stringify(stored.job))
      expect(texts.sort()).toEqual(odd.map((job) => JSON.stringify(job)).sort())
      for (const job of odd) expect(await store.events(source, job.job_id)).toHaveLength(1)
    })

    it('keeps the times at which a job was seen, changed, deleted, and seen again', async () => {
      const source = newSource()
      const job: Job = { job_id: 'one', status: 'RUNNING' }
      await store.saveJobs(source, [job], 100)
      await store.saveJobs(source, [{ ...job }], 200)
      const times = { firstSeenAt: 100, lastSeenAt: 200, changedAt: 100, deletedAt: null }
      expect(await store.load(source)).toEqual([{ job, ...times }])
      await store.saveJobs(source, [{ ...job, usage: 7 }], 300)
      await store.markDeleted(source, ['one', 'unknown'], 400)
      await store.markDeleted(source, ['one'], 500)
      const changed = { firstSeenAt: 100, lastSeenAt: 300, changedAt: 300 }
      expect(await store.load(source)).toEqual([{ job: { ...job, usage: 7 }, ...changed, deletedAt: 400 }])
      await store.saveJobs(source, [{ ...job, usage: 7 }], 600)
      expect((await store.load(source))[0]).toMatchObject({
        lastSeenAt: 600,
        changedAt: 300,
        deletedAt: null,
      })
    })

    it('takes the last of two jobs with one id, no jobs, and many', async () => {
      const source = newSource()
      await store.saveJobs(source, [], 1)
      await store.markDeleted(source, [], 1)
      expect(await store.load(source)).toEqual([])
      await store.saveJobs(source, [{ job_id: 'a', n: 1 }, { job_id: 'a', n: 2 }, ...toJobs(2_345)], 1)
      const byId = await loadById(source)
      expect(byId.get('a')?.job).toEqual({ job_id: 'a', n: 2 })
      expect(byId.size).toBe(2_346)
    })

    it('reads on from any key, also where databases and JavaScript order them differently', async () => {
      const source = newSource()
      const keys = ['\u{1f600}', '\uff5e'].flatMap((sign) =>
        Array.from({ length: 999 }, (_, at) => ({ job_id: `${sign}${at}` })),
      )
      await store.saveJobs(source, keys, 1)
      expect(await store.load(source)).toHaveLength(1_998)
    })

    it('keeps sources apart', async () => {
      const [one, other] = [newSource(), newSource()]
      await store.saveJobs(one, [{ job_id: 'a', n: 1 }], 1)
      await store.saveJobs(other, [{ job_id: 'a', n: 2 }], 1)
      await store.markDeleted(one, ['a'], 2)
      expect(await store.load(other)).toMatchObject([{ job: { n: 2 }, deletedAt: null }])
      expect(await store.events(other, 'a')).toHaveLength(1)
      expect(await store.loadState(other)).toBeNull()
    })

    it('comes in batches, with turns between them for others', async () => {
      const source = newSource()
      await store.saveJobs(source, toJobs(3_210), 1)
      const seen = new Set<string>()
      let turns = 0
      let batches = 0
      const count = () => {
        turns++
        timer = setImmediate(count)
      }
      let timer = setImmediate(count)
      for await (const batch of store.batches(source)) {
        expect(batch.length).toBeLessThanOrEqual(2_000)
        batches++
        for (const entry of batch) seen.add(entry.job.job_id)
      }
      clearImmediate(timer)
      expect(seen.size).toBe(3_210)
      expect(turns).toBeGreaterThanOrEqual(batches - 1)
    })

    it('gives in batches what the jobs as sent would be turned into', async () => {
      const source = newSource()
      const odd: Job[] = [
        {
          job_id: '\ud800',
          job_name: 'a\nb',
          status: 'new"',
          create_time: '2026-01-01 00:00:00',
          usage: '7',
        },
        { job_id: '\0', note: 'line\nline', model: '模型\u{1f600}' },
        { job_id: LONG_ID, end_time: 7 },
      ]
      const jobs = [...odd, ...toJobs(2_100)]
      await store.saveJobs(source, jobs, 7)
      await store.markDeleted(source, ['\0'], 9)
      const found = new Map<string, MirroredJob>()
      for await (const batch of store.batches(source))
        for (const entry of batch) found.set(entry.job_id, entry)
      expect(found.size).toBe(jobs.length)
      for (const job of jobs) {
        const { job: sent, ...rest } = toMirroredJob(job, job.job_id === '\0' ? 9 : null)
        const entry = found.get(job.job_id)
        expect(entry).toMatchObject(rest)
        expect(JSON.stringify(entry?.job)).toBe(JSON.stringify(sent))
      }
      expect(await store.lastSeenAt(source)).toBe(7)
      expect(await store.lastSeenAt(newSource())).toBeNull()
    })

    it('notes each change of status, and only those', async () => {
      const source = newSource()
      const steps: [status: string | undefined, at: number][] = [
        ['PENDING', 1],
        ['PENDING', 2],
        ['pending', 3],
        ['RUNNING', 4],
        [undefined, 5],
        ['"odd\0', 6],
      ]
      for (const [status, at] of steps)
        await store.saveJobs(source, [{ job_id: 'a', at, ...(status === undefined ? {} : { status }) }], at)
      expect(await store.events(source, 'a')).toEqual([
        { status: 'PENDING', observedAt: 1 },
        { status: 'RUNNING', observedAt: 4 },
        { status: 'UNKNOWN', observedAt: 5 },
        { status: '"ODD\0', observedAt: 6 },
      ])
      expect(await store.events(source, 'b')).toEqual([])
    })

    it('keeps the state of a source', async () => {
      const source = newSource()
      expect(await store.loadState(source)).toBeNull()
      await store.saveState(source, { lastSweepAt: 1_764_000_000_000, missedOnce: ['a', '\0'] })
      await store.saveState(source, { lastSweepAt: 1_764_000_000_001, missedOnce: ['b', '\ud800'] })
      expect(await store.loadState(source)).toEqual({
        lastSweepAt: 1_764_000_000_001,
        missedOnce: ['b', '\ud800'],
      })
    })

    it('tells what changed since a number, and nothing twice', async () => {
      const source = newSource()
      expect(await store.seq(source)).toBe(0)
      expect(await store.changes(source, 0)).toEqual({ seq: 0, jobs: [], state: null, more: false })
      await store.saveJobs(source, toJobs(3_210), 1)
      const ids: string[] = []
      let since = 0
      for (let more = true; more; ) {
        const changes = await store.changes(source, since)
        ids.push(...changes.jobs.map((stored) => stored.job.job_id))
        more = changes.more
        since = changes.seq
      }
      expect(ids).toHaveLength(3_210)
      expect(new Set(ids).size).toBe(3_210)
      expect(since).toBe(await store.seq(source))
      await store.saveJobs(source, toJobs(200), 2)
      expect(await store.seq(source)).toBe(since)
      await store.saveJobs(source, [{ job_id: 'new' }], 3)
      await store.markDeleted(source, ['new'], 4)
      const state = { lastSweepAt: 5, missedOnce: [] }
      await store.saveState(source, state)
      const last = await store.changes(source, since)
      expect(last).toMatchObject({ jobs: [{ job: { job_id: 'new' }, deletedAt: 4 }], state, more: false })
      expect(last.seq).toBe(await store.seq(source))
      const none = { seq: last.seq, jobs: [], state: null, more: false }
      expect(await store.changes(source, last.seq)).toEqual(none)
    })

    it('calls who listens after a change of that source, until it is told not to', async () => {
      const source = newSource()
      const ends = [store.subscribe(newSource(), 0, () => expect.unreachable())]
      const called = new Promise<number>((resolve) => ends.push(store.subscribe(source, 0, resolve)))
      await store.saveJobs(source, [{ job_id: 'a' }], 1)
      const seq = await called
      expect(seq).toBe(await store.seq(source))
      const late = new Promise<number>((resolve) => ends.push(store.subscribe(source, seq - 1, resolve)))
      expect(await late).toBe(seq)
      for (const end of ends) end()
    })

    it('gives a lease to one owner at a time, with an epoch for each', async () => {
      const source = newSource()
      const { leases } = store
      const first = await leases.acquire(source, 'a', 60_000)
      expect(first).toBeGreaterThan(0)
      expect(await leases.acquire(source, 'a', 60_000)).toBe(first)
      expect(await leases.acquire(source, 'b', 60_000)).toBeNull()
      await leases.release(source, 'b')
      expect(await leases.acquire(source, 'b', 60_000)).toBeNull()
      await leases.release(source, 'a')
      const second = await leases.acquire(source, 'b', 60_000)
      expect(second).toBeGreaterThan(Number(first))
      await leases.release(source, 'b')
    })

    it('keeps who signed in until that ends', async () => {
      const { auth } = store
      const record = {
        hash: `session ${newSource()}`,
        kind: 'session',
        via: 'oidc',
        name: 'ana@team.example \0 \ud800 "陈思',
        mark: 'of the settings',
        createdAt: 1_764_000_000_000,
        seenAt: 1_764_000_000_000,
        expiresAt: 1_764_000_000_500,
      } as const
      const nameless = { ...record, hash: `${record.hash} nameless`, kind: 'browser', name: null } as const
      expect(await auth.findSession(record.hash)).toBeNull()
      await auth.addSession(record)
      await auth.addSession(nameless)
      expect(await auth.findSession(record.hash)).toEqual(record)
      expect(await auth.findSession(nameless.hash)).toEqual(nameless)
      await auth.touchSession(record.hash, 1_764_000_000_100)
      expect(await auth.findSession(record.hash)).toEqual({ ...record, seenAt: 1_764_000_000_100 })
      await auth.removeSession(nameless.hash)
      expect(await auth.findSession(nameless.hash)).toBeNull()
      await auth.removeExpired(1_764_000_000_499)
      expect(await auth.findSession(record.hash)).not.toBeNull()
      await auth.removeExpired(1_764_000_000_500)
      expect(await auth.findSession(record.hash)).toBeNull()
    })

    it('keeps views by name, the newest of each', async () => {
      const { views } = store
      expect(await views.list()).toEqual([])
      await views.save({ name: '失败\u0000', search: 'status=FAILED' }, 'lin@example.com', 1)
      await views.save({ name: 'b', search: '' }, 'lin@example.com', 2)
      await views.save({ name: 'b', search: 'q=1' }, 'okafor@example.com', 3)
      expect(await views.list()).toEqual([
        { name: 'b', search: 'q=1' },
        { name: '失败\u0000', search: 'status=FAILED' },
      ])
      await views.remove('失败\u0000')
      await views.remove('none')
      expect(await views.list()).toEqual([{ name: 'b', search: 'q=1' }])
      await views.remove('b')
    })

    it('keeps tokens by name, one of each, until they are revoked', async () => {
      const { auth } = store
      const name = newSource()
      const token = { name, hash: `token ${name}`, scope: null, createdAt: 5, expiresAt: null, usedAt: null }
      expect(await auth.addToken(token)).toBe(true)
      expect(await auth.addToken({ ...token, hash: 'another' })).toBe(false)
      const scoped = {
        ...token,
        name: `${name} 2`,
        hash: `${token.hash} 2`,
        scope: '/feed.atom',
        expiresAt: 9,
      }
      expect(await auth.addToken(scoped)).toBe(true)
      await auth.touchToken(token.hash, 7)
      expect(await auth.findToken(token.hash)).toEqual({ ...token, usedAt: 7 })
      expect(await auth.findToken('another')).toBeNull()
      expect(await auth.listTokens()).toEqual([{ ...token, usedAt: 7 }, scoped])
      expect(await auth.removeToken(name)).toBe(true)
      expect(await auth.removeToken(name)).toBe(false)
      expect(await auth.removeToken(scoped.name)).toBe(true)
      expect(await auth.listTokens()).toEqual([])
    })

    it('hands on notes, the last of each name, apart from changes of jobs', async () => {
      const source = newSource()
      expect(await store.notes(source, 0)).toEqual({ seq: 0, notes: [] })
      const ends: (() => void)[] = []
      const heard = new Promise<void>((resolve) =>
        ends.push(store.subscribeToNotes(source, 0, () => resolve())),
      )
      await store.saveNote(source, 'a', { n: 1 })
      await store.saveNote(source, 'b', ['\0\ud800'])
      await store.saveNote(source, 'a', { n: 2 })
      await heard
      const notes = [
        { name: 'b', content: ['\0\ud800'] },
        { name: 'a', content: { n: 2 } },
      ]
      expect(await store.notes(source, 0)).toEqual({ seq: 3, notes })
      expect(await store.notes(source, 2)).toEqual({ seq: 3, notes: notes.slice(1) })
      expect(await store.seq(source)).toBe(0)
      for (const end of ends) end()
    })

    it('refuses what a past leader writes', async () => {
      const source = newSource()
      let epoch = await store.leases.acquire(source, 'a', 60_000)
      const led = store.withEpoch(() => epoch)
      await led.saveJobs(source, [{ job_id: 'a' }], 1)
      await store.leases.release(source, 'a')
      await store.leases.acquire(source, 'b', 60_000)
      const state = { lastSweepAt: 1, missedOnce: [] }
      const refused = { code: 'StoreNotLeader' }
      await expect(led.saveJobs(source, [{ job_id: 'b' }], 2)).rejects.toMatchObject(refused)
      await expect(led.markDeleted(source, ['a'], 2)).rejects.toMatchObject(refused)
      await expect(led.saveState(source, state)).rejects.toMatchObject(refused)
      await expect(led.saveNote(source, 'standing', {})).rejects.toMatchObject(refused)
      epoch = null
      await expect(led.saveJobs(source, [{ job_id: 'b' }], 2)).rejects.toMatchObject(refused)
      expect(await led.load(source)).toMatchObject([{ job: { job_id: 'a' }, deletedAt: null }])
      expect(await store.loadState(source)).toBeNull()
      expect(store.problem()).toBeNull()
      await store.leases.release(source, 'b')
    })

    it('keeps a log piece by piece, and tells what it told', async () => {
      const source = newSource()
      const figures = { best_eval_loss: 0.1 + 0.2, final_loss: null, steps: 12_345 }
      const first = Array.from({ length: LINES_A_PIECE }, (_, at) => `line ${at} \0 \ud800 "ä"`)
      const pieces = new Map<number, Json[]>([
        [0, first],
        [1, [{ text: 'x' }]],
      ])
      const log = { lines: 1001, total: 1002, readAt: 7, isFinal: false, figures: null }
      expect(await store.logs.log(source, 'a')).toBeNull()
      expect(await store.logs.piece(source, 'a', 0)).toEqual(null)
      await store.logs.saveLog(source, 'a', log, pieces)
      expect(await store.logs.log(source, 'a')).toEqual(log)
      expect(await store.logs.piece(source, 'a', 0)).toEqual(first)
      expect(await store.logs.toldLogs(source, 0)).toEqual([])
      const outlook = { startedAt: 5, expectedEndAt: 90 }
      await store.logs.saveLog(source, 'a', log, new Map(), outlook)
      await store.logs.saveLog(source, 'a', { ...log, readAt: 8 }, new Map())
      const [told] = await store.logs.toldLogs(source, 0)
      expect(told).toEqual({ job_id: 'a', figures: null, outlook, seq: await store.seq(source) })
      await store.logs.saveLog(source, 'a', log, new Map(), null)
      const [unknown] = await store.logs.toldLogs(source, told?.seq ?? 0)
      expect(unknown).toEqual({ ...told, outlook: null, seq: expect.any(Number) })
      const final = { lines: 1002, total: 1002, readAt: 9, isFinal: true, figures }
      await store.logs.saveLog(source, 'a', final, new Map([[1, [{ text: 'x' }, null]]]))
      expect(await store.logs.log(source, 'a')).toEqual(final)
      expect(await store.logs.piece(source, 'a', 1)).toEqual([{ text: 'x' }, null])
      await store.logs.saveLog(source, 'b', { ...final, lines: 0, total: 0 }, new Map())
      const [a, b] = await store.logs.toldLogs(source, 0)
      expect(a).toEqual({ job_id: 'a', figures, outlook: null, seq: expect.any(Number) })
      expect(await store.logs.toldLogs(source, a?.seq ?? 0)).toEqual([b])
      expect(await store.seq(source)).toBe(b?.seq)
    })

    it('keeps checkpoints as they were sent', async () => {
      const source = newSource()
      expect(await store.logs.checkpoints(source, 'a')).toBeNull()
      const list = [{ checkpoint: 'checkpoint-1', step: null, odd: ['\0'] }]
      await store.logs.saveCheckpoints(source, 'a', { list: [], readAt: 1 })
      await store.logs.saveCheckpoints(source, 'a', { list, readAt: 2 })
      expect(await store.logs.checkpoints(source, 'a')).toEqual({ list, readAt: 2 })
    })
  })
