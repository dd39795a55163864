import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { POSTGRES_LOCK } from './migrate'
import { openStore } from './open-store'
import { openPostgresEngine } from './postgres-engine'
import { createSqlStore } from './sql-store'
import type { JobStore } from './store'
import { systemClock } from './system-clock'
import { prepareChildren } from './test-child'
import { silentLog, toJobs } from './test-jobs'
import { describeWithPostgres, startTestPostgres, type TestPostgres } from './test-postgres'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

const STOPS = process.env.SOAK ? 20 : 2

const open = (url: string) => openStore(url, { log: silentLog })
const ids = (jobs: readonly { job: { job_id: string } }[]) => jobs.map(({ job }) => job.job_id)

/** Asks again until the answer is not `null`; the time it takes is somebody else's. */
async function until<T>(ask: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A clock by which no wait takes any time. */
function createHurriedClock() {
  let now = 1_764_000_000_000
  return {
    now: () => now,
    after(ms: number, run: () => void) {
      now += ms
      const timer = setImmediate(run)
      return () => clearImmediate(timer)
    },
  }
}

describeWithPostgres('replicas on Postgres', () => {
  let postgres: TestPostgres
  let url: string
  let one: JobStore
  let other: JobStore
  let sources = 0
  const newSource = () => `source ${++sources}`

  beforeAll(async () => {
    postgres = await startTestPostgres()
    url = await postgres.newDatabase()
    one = await open(url)
    other = await open(url)
  })
  afterAll(async () => {
    await one?.close()
    await other?.close()
    await postgres?.remove()
  })

  it('may start at once on an empty database', async () => {
    const empty = await postgres.newDatabase()
    const stores = await Promise.all([open(empty), open(empty), open(empty)])
    await Promise.all(stores.map((store, at) => store.saveJobs('default', toJobs(50, 50 * at), 1)))
    for (const store of stores) expect(await store.load('default')).toHaveLength(150)
    expect(await stores[0]?.size()).toBeGreaterThan(10_000)
    for (const store of stores) await store.close()
  })

  it('change the schema one after the other', async () => {
    const empty = await postgres.newDatabase()
    const client = new pg.Client({ connectionString: empty })
    await client.connect()
    await client.query(`select pg_advisory_lock(${POSTGRES_LOCK})`)
    const opening = open(empty)
    const waiting = "select 1 from pg_locks where locktype = 'advisory' and not granted"
    await until(async () => ((await client.query(waiting)).rowCount === 1 ? true : null))
    expect((await client.query("select 1 from pg_tables where tablename = 'meta'")).rowCount).toBe(0)
    await client.end()
    await (await opening).close()
  })

  it('see each change once, whoever writes at the same time', async () => {
    const source = newSource()
    const writers = [one, other].map(async (store, writer) => {
      for (let page = 0; page < 25; page++)
        await store.saveJobs(source, toJobs(3, (2 * page + writer) * 3), page)
    })
    let done = false
    const written = Promise.all(writers).then(() => {
      done = true
    })
    const seen: string[] = []
    for (let since = 0, last = false; !last; ) {
      last = done
      const changes = await other.changes(source, since)
      seen.push(...ids(changes.jobs))
      since = changes.seq
    }
    await written
    expect(seen.sort()).toEqual(ids(toJobs(150).map((job) => ({ job }))).sort())
  })

  it('note a change of status once, whoever saw it at the same time', async () => {
    const source = newSource()
    for (let at = 0; at < 20; at++)
      await Promise.all([one, other].map((store) => store.saveJobs(source, [{ job_id: `${at}` }], at)))
    for (let at = 0; at < 20; at++) expect(await one.events(source, `${at}`)).toHaveLength(1)
  })

  it('hear of a change without asking', async () => {
    const source = newSource()
    // Timers that never go off: what is heard is heard from Postgres.
    const deaf = { ...systemClock, after: () => () => {} }
    const engine = await openPostgresEngine(url, { log: silentLog, clock: deaf })
    const store = createSqlStore(engine, { log: silentLog, clock: deaf })
    let seq = 0
    const heard = new Promise<void>((resolve) => {
      store.subscribe(source, 0, (last) => {
        seq = last
        if (last > 1) resolve()
      })
    })
    await one.saveJobs(source, [{ job_id: 'a' }], 1)
    // The first one may come before it listens, and be found by asking; the second one comes after that.
    await until(async () => (seq > 0 ? seq : null))
    await one.saveJobs(source, [{ job_id: 'b' }], 1)
    await heard
    await store.close()
  })

  it('take over a lease that has run out, and refuse what its past owner writes', async () => {
    const source = newSource()
    const first = await one.leases.acquire(source, 'one', 60_000)
    expect(await other.leases.acquire(source, 'other', 60_000)).toBeNull()
    expect(await one.leases.acquire(source, 'one', 1)).toBe(first)
    const led = one.withEpoch(() => first)
    await led.saveJobs(source, [{ job_id: 'a' }], 1)
    const second = await until(() => other.leases.acquire(source, 'other', 60_000))
    expect(second).toBe(Number(first) + 1)
    await expect(led.saveJobs(source, [{ job_id: 'b' }], 1)).rejects.toMatchObject({ code: 'StoreNotLeader' })
    expect(await one.leases.acquire(source, 'one', 60_000)).toBeNull()
    expect(ids(await other.load(source))).toEqual(['a'])
  })

  it('do not wait for a process that was stopped while it wrote', async () => {
    const source = newSource()
    const timeouts = { connect: 3_000, query: 10_000, lock: 5_000, idle: 300 }
    const engine = await openPostgresEngine(url, { log: silentLog, clock: systemClock, timeouts })
    await engine.leases.acquire(source, 'stopped', 1)
    let wakeUp = () => {}
    let hold = () => {}
    const holding = new Promise<void>((resolve) => {
      hold = resolve
    })
    const stopped = engine.run((db) =>
      db.transaction().execute(async (transaction) => {
        await engine.begin(transaction)
        await sql`update leases set epoch = epoch where source = ${source}`.execute(transaction)
        await new Promise<void>((resolve) => {
          wakeUp = resolve
          hold()
        })
        await transaction.updateTable('leases').set({ owner: 'late' }).where('source', '=', source).execute()
      }),
    )
    await holding
    expect(await until(() => other.leases.acquire(source, 'other', 60_000))).toBe(2)
    wakeUp()
    await expect(stopped).rejects.toMatchObject({ code: 'StoreUnavailable' })
    expect(await other.leases.acquire(source, 'other', 60_000)).toBe(2)
    await engine.close()
  })

  it('wait for no answer that does not come, nor behind such a one', async () => {
    const timeouts = { connect: 3_000, query: 300, lock: 5_000, idle: 5_000 }
    const engine = await openPostgresEngine(url, { log: silentLog, clock: systemClock, timeouts })
    const answer = (seconds: number) =>
      engine.run((db) =>
        db.transaction().execute((transaction) => sql`select pg_sleep(${seconds})`.execute(transaction)),
      )
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => answer(600)))
    expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'rejected'))
    expect(engine.problem()).toMatchObject({ code: 'StoreUnavailable' })
    await answer(0)
    expect(engine.problem()).toBeNull()
    await engine.close()
  })

  it('take no write of a real process that was stopped and wakes up', {
    timeout: STOPS * 20_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tuneboard-stop-'))
    const start = prepareChildren(folder)
    for (let stop = 1; stop <= STOPS; stop++) {
      const own = await postgres.newDatabase()
      const store = await open(own)
      const child = start(new URL('./test-leading-child.ts', import.meta.url), [own, '400'])
      const ended = once(child, 'exit')
      if (!child.stdout) throw new Error('the child says nothing')
      const lines = createInterface(child.stdout)
      const said: string[] = []
      await new Promise<void>((resolve) => {
        lines.on('line', (line) => {
          said.push(line)
          if (said.length === stop) resolve()
        })
      })
      child.kill('SIGSTOP')
      expect(await until(() => store.leases.acquire('default', 'parent', 60_000))).toBe(2)
      const seq = await store.seq('default')
      const jobs = (await store.load('default')).length
      child.kill('SIGCONT')
      expect(await ended).toEqual([0, null])
      expect(said.at(-1)).toBe('refused')
      expect(await store.seq('default')).toBe(seq)
      expect(await store.load('default')).toHaveLength(jobs)
      await store.close()
    }
    rmSync(folder, { recursive: true })
  })

  it('refuse a newer schema in one line that tells no password', async () => {
    const newer = await postgres.newDatabase()
    await (await open(newer)).close()
    const client = new pg.Client({ connectionString: newer })
    await client.connect()
    await client.query("update meta set value = '99' where name = 'schema_version'")
    await client.end()
    const error = await open(newer.replace('tests@', 'tests:secret-word@')).catch(String)
    expect(error).toMatch(/^StoreError: DATABASE_URL is a Postgres database, whose schema \(version 99\).+$/)
    expect(error).not.toContain('secret-word')
  })

  it('end with one line where there is no such database', async () => {
    const error = await open(url.replace(/board_\d+/, 'no_such_board')).catch(String)
    expect(error).toMatch(/^StoreError: The Postgres database \(DATABASE_URL\) failed: .+no_such_board.+$/)
  })

  it('wait a while at the start for a database that is not there, then end with one line', async () => {
    const clock = createHurriedClock()
    const before = clock.now()
    const nowhere = 'postgres://tests:secret-word@127.0.0.1:1/board'
    const error = await openStore(nowhere, { log: silentLog, clock }).catch(String)
    expect(error).toMatch(/^StoreError: The Postgres database \(DATABASE_URL\) failed: .+$/)
    expect(error).not.toContain('secret-word')
    expect(clock.now() - before).toBeGreaterThanOrEqual(10_000)
  })

  it('live on without the database, and go on by themselves when it is back', async () => {
    const source = newSource()
    await one.saveJobs(source, toJobs(10), 1)
    const seqs: number[] = []
    other.subscribe(source, await other.seq(source), (seq) => seqs.push(seq))
    await postgres.crash()
    const unavailable = { name: 'StoreError', code: 'StoreUnavailable' }
    await expect(one.saveJobs(source, toJobs(20), 2)).rejects.toMatchObject(unavailable)
    await expect(other.load(source)).rejects.toMatchObject(unavailable)
    await expect(one.leases.acquire(source, 'one', 1_000)).rejects.toMatchObject(unavailable)
    expect(one.problem()).toMatchObject({ code: 'StoreUnavailable' })
    await postgres.start()
    await until(() =>
      one.saveJobs(source, toJobs(20), 2).then(
        () => true,
        () => null,
      ),
    )
    expect(one.problem()).toBeNull()
    expect(await until(async () => seqs.at(-1) ?? null)).toBe(await one.seq(source))
    expect(await other.load(source)).toHaveLength(20)
  })
})
