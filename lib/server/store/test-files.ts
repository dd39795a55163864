import 'server-only'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openStore } from './open-store'
import type { JobStore } from './store'
import { silentLog, toJobs } from './test-jobs'

export type TestFiles = {
  readonly folder: string
  /** A database that holds the first `FILE_JOBS` of `toJobs`, and a state. */
  readonly sound: Buffer
  /** A path in a folder of its own, which is not there yet. */
  newPath(): string
  /** Writes a file of its own; gives its path. */
  write(bytes: Uint8Array): string
  open(path: string): Promise<JobStore>
  remove(): void
}

export const FILE_JOBS = 500

/** Makes a temporary folder for files of databases. */
export async function createTestFiles(): Promise<TestFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-store-'))
  let files = 0
  const newPath = () => join(folder, `${++files}`, 'board.db')
  const open = (path: string) => openStore(`file:${path}`, { log: silentLog })

  const path = newPath()
  const store = await open(path)
  await store.saveJobs('default', toJobs(FILE_JOBS), 1)
  await store.saveState('default', { lastSweepAt: 1, missedOnce: [] })
  await store.close()

  return {
    folder,
    sound: readFileSync(path),
    newPath,
    write(bytes) {
      const written = newPath()
      mkdirSync(dirname(written))
      writeFileSync(written, bytes)
      return written
    },
    open,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
