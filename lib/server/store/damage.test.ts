import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { MirroredJob } from '@/lib/jobs/job'
import { setAside } from './sqlite-file'
import { createTestFiles, FILE_JOBS, type TestFiles } from './test-files'
import { toJobs } from './test-jobs'

vi.setConfig({ testTimeout: 30_000 })

let files: TestFiles

beforeAll(async () => {
  files = await createTestFiles()
})
afterAll(() => files.remove())

describe('a damaged file', () => {
  const damage = (change: (bytes: Buffer) => Uint8Array) => files.write(change(Buffer.from(files.sound)))
  const noise = (bytes: Buffer, from: number, to: number) => {
    for (let at = from; at < to; at++) bytes[at] = (at * 7_919 + 13) % 256
    return bytes
  }
  const CASES: [string, (bytes: Buffer) => Uint8Array][] = [
    ['of other content', () => Buffer.from('This is no database.\n'.repeat(500))],
    ['without its first page', (bytes) => bytes.fill(0, 0, 4_096)],
    ['with a header of noise', (bytes) => noise(bytes, 16, 100)],
    ['whose tables have lost their names', (bytes) => noise(bytes, 2_000, 4_096)],
    ['of which half is cut', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['cut in a page', (bytes) => bytes.subarray(0, 10_000)],
    ['of noise after the first pages', (bytes) => noise(bytes, 20_000, bytes.length)],
    ['with noise in its middle', (bytes) => noise(bytes, bytes.length / 2, bytes.length / 2 + 20_000)],
    ['with zeros in its middle', (bytes) => bytes.fill(0, 40_000, 80_000)],
  ]

  it.each(CASES)('%s is set aside, and a new one begun', async (_name, change) => {
    const path = damage(change)
    const before = readFileSync(path)
    const store = await files.open(path)
    const epoch = await store.leases.acquire('default', 'a', 1)
    const led = store.withEpoch(() => epoch)
    await store.load('default')
    await led.saveJobs('default', toJobs(FILE_JOBS), 2)
    await led.saveState('default', { lastSweepAt: 2, missedOnce: [] })
    expect(await store.load('default')).toHaveLength(FILE_JOBS)
    expect(store.problem()).toMatchObject({ code: 'StoreCorrupt' })
    const aside = readdirSync(dirname(path)).filter((name) => /^board\.db\.corrupt-\d{8}T\d{6}Z$/.test(name))
    expect(aside).toHaveLength(1)
    expect(store.problem()?.message).toContain(aside[0])
    const kept = readFileSync(join(dirname(path), aside[0] ?? ''))
    // What was read before the damage was met may have been written on.
    expect(kept.length).toBe(before.length)
    await store.close()
    const again = await files.open(path)
    expect(await again.load('default')).toHaveLength(FILE_JOBS)
    expect(again.problem()).toBeNull()
    await again.close()
  })

  it('with flipped bytes in a job loses that job only, until it is saved again', async () => {
    const path = damage((bytes) => {
      const second = bytes.indexOf('job number 88"')
      // No JSON, and no UTF-8, over which libsql would end the process.
      bytes.write('"', bytes.indexOf('job number 77"'), 'latin1')
      return bytes.fill(0xff, second, second + 2)
    })
    const store = await files.open(path)
    expect(await store.load('default')).toHaveLength(FILE_JOBS - 2)
    await store.saveJobs('default', toJobs(FILE_JOBS), 2)
    expect(await store.load('default')).toHaveLength(FILE_JOBS)
    expect(store.problem()).toBeNull()
    await store.close()
  })

  it('with flipped bytes in what was derived of a job shows it as it was sent, and mends the rest', async () => {
    const path = damage((bytes) =>
      bytes.fill(0xff, bytes.lastIndexOf('job number 88"'), bytes.lastIndexOf('job number 88"') + 2),
    )
    const store = await files.open(path)
    const read = async () => {
      const entries: MirroredJob[] = []
      for await (const batch of store.batches('default')) entries.push(...batch)
      return entries
    }
    const names = (await read()).map((entry) => entry.job_name)
    expect(names).toHaveLength(FILE_JOBS)
    expect(names).toContain('job number 88')
    const seq = await store.seq('default')
    await store.saveJobs('default', toJobs(FILE_JOBS), 2)
    expect(await store.seq('default')).toBe(seq + 1)
    await store.saveJobs('default', toJobs(FILE_JOBS), 3)
    expect(await store.seq('default')).toBe(seq + 1)
    await store.close()
  })

  it('with a job that is no JSON any more shows what was derived of it', async () => {
    const path = damage((bytes) => {
      bytes.write('"', bytes.indexOf('job number 77"'), 'latin1')
      return bytes
    })
    const store = await files.open(path)
    for await (const batch of store.batches('default')) {
      const entry = batch.find(({ job_name }) => job_name === 'job number 77')
      expect(entry?.job).toMatchObject({ job_id: entry?.job_id, job_name: 'job number 77' })
    }
    await store.close()
  })

  it('whose tables do not fit each other is set aside, though nothing in it is broken', async () => {
    const path = files.write(files.sound)
    const database = new Database(path)
    database.exec(`delete from job_sightings where job_id = '${toJobs(1)[0]?.job_id}'`)
    database.close()
    const store = await files.open(path)
    expect(store.problem()).toMatchObject({ code: 'StoreCorrupt' })
    await store.close()
  })

  it('goes aside under its own name with what belongs to it', () => {
    const path = files.write(files.sound)
    writeFileSync(`${path}-wal`, 'log')
    expect(basename(setAside(path, Date.UTC(2026, 10, 24, 9, 5, 7)))).toBe(
      'board.db.corrupt-20261124T090507Z',
    )
    expect(readdirSync(dirname(path)).sort()).toEqual([
      'board.db.corrupt-20261124T090507Z',
      'board.db.corrupt-20261124T090507Z-wal',
    ])
  })
})
