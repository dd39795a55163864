import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Job } from '@/lib/jobs/job'
import { openStore } from './open-store'
import { createTestFiles, FILE_JOBS, type TestFiles } from './test-files'
import { silentLog, toJobs } from './test-jobs'

vi.setConfig({ testTimeout: 30_000 })

let files: TestFiles

beforeAll(async () => {
  files = await createTestFiles()
})
afterAll(() => files.remove())

describe('a file', () => {
  it('is made with its folder, and holds after a clean stop all there is', async () => {
    const store = await files.open(files.write(files.sound))
    expect(await store.load('default')).toHaveLength(FILE_JOBS)
    expect(await store.loadState('default')).toEqual({ lastSweepAt: 1, missedOnce: [] })
    expect(store.problem()).toBeNull()
    expect(await store.size()).toBeGreaterThanOrEqual(files.sound.length)
    await store.close()
  })

  it('is taken by its name, whatever that holds', async () => {
    const path = join(files.folder, 'odd ? # % name & mode=ro.db')
    await (await files.open(path)).close()
    expect(existsSync(path)).toBe(true)
  })

  it('may be opened by several at once from the start', async () => {
    const path = files.newPath()
    const stores = await Promise.all([files.open(path), files.open(path), files.open(path)])
    await Promise.all(stores.map((store, at) => store.saveJobs('default', toJobs(50, 50 * at), 1)))
    for (const store of stores) expect(await store.load('default')).toHaveLength(150)
    const leaders = await Promise.all(stores.map((store, at) => store.leases.acquire('default', `${at}`, 1)))
    expect(leaders.filter((epoch) => epoch !== null)).toHaveLength(1)
    for (const store of stores) await store.close()
    expect(stores.map((store) => store.problem())).toEqual([null, null, null])
  })

  it('takes all jobs of a call or none', async () => {
    const store = await files.open(files.newPath())
    const bad: Job = { job_id: 'bad' }
    Object.defineProperty(bad, 'toJSON', {
      value() {
        throw new Error('no JSON')
      },
    })
    await expect(store.saveJobs('default', [...toJobs(1_000), bad], 1)).rejects.toThrow('no JSON')
    expect(await store.load('default')).toEqual([])
    expect(await store.seq('default')).toBe(0)
    await store.close()
  })

  it('that another program has locked is waited for, without holding up anything else', async () => {
    const path = files.write(files.sound)
    const store = await files.open(path)
    const other = new Database(path)
    other.exec('begin immediate')
    const saved = store.saveJobs('default', [{ job_id: 'new' }], 2)
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve))
    other.exec('rollback')
    await saved
    expect(await store.load('default')).toHaveLength(FILE_JOBS + 1)
    await store.close()
    other.close()
  })

  it('that stays locked makes a call fail, and no more than that', async () => {
    const path = files.write(files.sound)
    let now = 1_764_000_000_000
    const clock = {
      now: () => now,
      after(ms: number, run: () => void) {
        now += ms
        const timer = setImmediate(run)
        return () => clearImmediate(timer)
      },
    }
    const store = await openStore(`file:${path}`, { log: silentLog, clock })
    const other = new Database(path)
    other.exec('begin immediate')
    const unavailable = { name: 'StoreError', code: 'StoreUnavailable' }
    await expect(store.saveJobs('default', toJobs(1), 2)).rejects.toMatchObject(unavailable)
    expect(store.problem()).toMatchObject({ code: 'StoreUnavailable' })
    other.exec('rollback')
    await store.saveJobs('default', toJobs(1), 2)
    expect(store.problem()).toBeNull()
    await store.close()
    other.close()
  })
})

describe('a schema', () => {
  const toProblem = async (change: string) => {
    const path = files.write(files.sound)
    const database = new Database(path)
    database.exec(change)
    database.close()
    const before = readFileSync(path)
    const error = await files.open(path).catch((failure: unknown) => failure)
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(dirname(path)).filter((name) => name.includes('corrupt'))).toEqual([])
    return error
  }

  it('of a newer version is refused in one line, and left as it is', async () => {
    const error = await toProblem("update meta set value = '99' where name = 'schema_version'")
    expect(error).toMatchObject({ name: 'StoreError', code: 'StoreNewer' })
    expect(String(error)).toMatch(/^StoreError: DATABASE_URL is the file ".+board\.db".+version 99.+$/)
  })

  it('of another program is refused in one line, and left as it is', async () => {
    const path = files.newPath()
    mkdirSync(dirname(path))
    const database = new Database(path)
    database.exec('create table jobs (something text)')
    database.close()
    const before = readFileSync(path)
    await expect(files.open(path)).rejects.toMatchObject({ code: 'StoreForeign' })
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})
