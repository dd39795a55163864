import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from './open-store'
import type { ReadAhead } from './packed-jobs.mjs'
import { readAhead } from './read-ahead.mjs'
import { createTestFiles, FILE_JOBS, type TestFiles } from './test-files'
import { silentLog, toJobs } from './test-jobs'

const SOURCE = 'default'
let files: TestFiles

beforeAll(async () => {
  files = await createTestFiles()
})
afterAll(() => files.remove())

/** Ids of the jobs that a store gives which was told `ahead`. */
async function readIds(path: string, ahead: ReadAhead | null): Promise<string[]> {
  const store = await openStore(`file:${path}`, { log: silentLog, ahead })
  const ids: string[] = []
  for await (const batch of store.batches(SOURCE)) ids.push(...batch.map(({ job }) => job.job_id))
  await store.close()
  return ids
}

describe('readAhead', () => {
  it('gives the store all its jobs, which it then need not read', async () => {
    const path = files.write(files.sound)
    const ahead = await readAhead(`file:${path}`, SOURCE)
    const all = await readIds(path, null)
    expect(all).toHaveLength(FILE_JOBS)
    expect(await readIds(path, ahead)).toEqual(all)
  })

  it('is what the store gives, and goes on from', async () => {
    const path = files.write(files.sound)
    const ahead = await readAhead(`file:${path}`, SOURCE)
    const [half = ''] = (await readIds(path, null)).slice(FILE_JOBS / 2 - 1)
    async function* skip() {
      yield { raws: '', facts: '', last: half, count: 0 }
    }
    expect(await readIds(path, ahead && { ...ahead, packed: skip() })).toHaveLength(FILE_JOBS / 2)
  })

  it('is not believed once something has changed', async () => {
    const path = files.write(files.sound)
    const ahead = await readAhead(`file:${path}`, SOURCE)
    const store = await files.open(path)
    await store.saveJobs(SOURCE, toJobs(3, FILE_JOBS), 2)
    await store.close()
    expect(await readIds(path, ahead)).toHaveLength(FILE_JOBS + 3)
  })

  it('gives nothing where there is nothing, or nothing that can be read', async () => {
    expect(await readAhead('postgres://nowhere.invalid/board', SOURCE)).toBeNull()
    expect(await readAhead(`file:${files.newPath()}`, SOURCE)).toBeNull()
    expect(await readAhead(`file:${files.write(Buffer.alloc(0))}`, SOURCE)).toBeNull()
    expect(await readAhead(`file:${files.write(randomBytes(8192))}`, SOURCE)).toBeNull()
  })
})
