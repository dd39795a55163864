import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from './open-store'
import { setAside } from './sqlite-file'
import { prepareChildren, readAnswer } from './test-child'
import { silentLog, toJobs } from './test-jobs'

const JOBS = 500
const folder = mkdtempSync(join(tmpdir(), 'tuneboard-disk-'))
let files = 0
let sound: Buffer

const open = (path: string) => openStore(`file:${path}`, { log: silentLog })
const newPath = () => join(folder, `${++files}`, 'board.db')

function write(bytes: Uint8Array): string {
  const path = newPath()
  mkdirSync(dirname(path))
  writeFileSync(path, bytes)
  return path
}

beforeAll(async () => {
  const path = newPath()
  const store = await open(path)
  await store.saveJobs('default', toJobs(JOBS), 1)
  await store.saveState('default', { lastSweepAt: 1, missedOnce: [] })
  await store.close()
  sound = readFileSync(path)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a file', () => {
  it('is made with its folder, and holds after a clean stop all there is', async () => {
    const store = await open(write(sound))
    expect(await store.load('default')).toHaveLength(JOBS)
    expect(await store.loadState('default')).toEqual({ lastSweepAt: 1, missedOnce: [] })
    expect(store.problem()).toBeNull()
    expect(await store.size()).toBeGreaterThanOrEqual(sound.length)
    await store.close()
  })

  it('is taken by its name, whatever that holds', async () => {
    const path = join(folder, 'odd ? # % name & mode=ro.db')
    await (await open(path)).close()
    expect(existsSync(path)).toBe(true)
  })

  it('may be opened by several at once from the start', async () => {
    const path = newPath()
    const stores = await Promise.all([open(path), open(path), open(path)])
    await Promise.all(stores.map((store, at) => store.saveJobs('default', toJobs(50, 50 * at), 1)))
    for (const store of stores) expect(await store.load('default')).toHaveLength(150)
    const leaders = await Promise.all(stores.map((store, at) => store.leases.acquire('default', `${at}`, 1)))
    expect(leaders.filter((epoch) => epoch !== null)).toHaveLength(1)
    for (const store of stores) await store.close()
    expect(stores.map((store) => store.problem())).toEqual([null, null, null])
  })

  it('that another program has locked is waited for, without holding up anything else', async () => {
    const path = write(sound)
    const store = await open(path)
    const other = new Database(path)
    other.exec('begin immediate')
    const saved = store.saveJobs('default', [{ job_id: 'new' }], 2)
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve))
    other.exec('rollback')
    await saved
    expect(await store.load('default')).toHaveLength(JOBS + 1)
    await store.close()
    other.close()
  })

  it('that stays locked makes a call fail, and no more than that', async () => {
    const path = write(sound)
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
    const path = write(sound)
    const database = new Database(path)
    database.exec(change)
    database.close()
    const before = readFileSync(path)
    const error = await open(path).catch((failure: unknown) => failure)
    expect(readFileSync(path)).toEqual(before)
    expect(readdirSync(dirname(path)).filter((name) => name.includes('corrupt'))).toEqual([])
    return error
  }

  it('of a newer version is refused in one line, and left as it is', async () => {
    const error = await toProblem("update meta set value = '99' where name = 'schema_version'")
    expect(error).toMatchObject({ name: 'StoreError', code: 'StoreNewer' })
    expect(String(error)).toMatch(/^StoreError: DATABASE_URL is the file ".+board\.db".+version 99.+$/)
  })

  it('of another program is refused in one line, and left as it is', async () => {
    const path = newPath()
    mkdirSync(dirname(path))
    const database = new Database(path)
    database.exec('create table jobs (something text)')
    database.close()
    const before = readFileSync(path)
    await expect(open(path)).rejects.toMatchObject({ code: 'StoreForeign' })
    expect(readFileSync(path)).toEqual(before)
  })
})

describe('a damaged file', () => {
  const damage = (change: (bytes: Buffer) => Uint8Array) => write(change(Buffer.from(sound)))
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
    const store = await open(path)
    const epoch = await store.leases.acquire('default', 'a', 1)
    const led = store.withEpoch(() => epoch)
    await store.load('default')
    await led.saveJobs('default', toJobs(JOBS), 2)
    await led.saveState('default', { lastSweepAt: 2, missedOnce: [] })
    expect(await store.load('default')).toHaveLength(JOBS)
    expect(store.problem()).toMatchObject({ code: 'StoreCorrupt' })
    const aside = readdirSync(dirname(path)).filter((name) => /^board\.db\.corrupt-\d{8}T\d{6}Z$/.test(name))
    expect(aside).toHaveLength(1)
    expect(store.problem()?.message).toContain(aside[0])
    const kept = readFileSync(join(dirname(path), aside[0] ?? ''))
    // What was read before the damage was met may have been written on.
    expect(kept.length).toBe(before.length)
    await store.close()
    const again = await open(path)
    expect(await again.load('default')).toHaveLength(JOBS)
    expect(again.problem()).toBeNull()
    await again.close()
  })

  it('with flipped bytes in a job loses that job only, until it is saved again', async () => {
    const path = damage((bytes) => {
      const [first, second] = ['job number 77"', 'job number 88"'].map((text) => bytes.indexOf(text))
      // No JSON, and no UTF-8, over which libsql would end the process.
      bytes.write('"', first, 'latin1')
      return bytes.fill(0xff, second, Number(second) + 2)
    })
    const store = await open(path)
    expect(await store.load('default')).toHaveLength(JOBS - 2)
    await store.saveJobs('default', toJobs(JOBS), 2)
    expect(await store.load('default')).toHaveLength(JOBS)
    expect(store.problem()).toBeNull()
    await store.close()
  })

  it('goes aside under its own name with what belongs to it', () => {
    const path = write(sound)
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

describe('a place that takes no writes', () => {
  const start = prepareChildren(folder)
  const asNobody =
    process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []
  const opening = new URL('./test-opening-child.ts', import.meta.url)
  const openAsNobody = async (path: string): Promise<unknown> =>
    JSON.parse(await readAnswer(start(opening, [`file:${path}`], asNobody)))

  beforeAll(() => chmodSync(folder, 0o755))

  it('(file and folder read-only) is served from memory, with what it holds', async () => {
    const path = write(sound)
    chmodSync(path, 0o444)
    chmodSync(dirname(path), 0o555)
    const served = { kind: 'memory', jobs: JOBS, after: JOBS + 1, events: 1 }
    expect(await openAsNobody(path)).toEqual({ ...served, problem: 'StoreReadOnly' })
    expect(readFileSync(path)).toEqual(sound)
  })

  it('(folder that cannot be written) is served from memory', async () => {
    const path = newPath()
    mkdirSync(dirname(path), { mode: 0o555 })
    const empty = { kind: 'memory', jobs: 0, after: 1, events: 0 }
    expect(await openAsNobody(path)).toEqual({ ...empty, problem: 'StoreNoPermission' })
    expect(await openAsNobody(join(path, 'deeper', 'board.db'))).toMatchObject(empty)
  })

  it('(file that may not be read) is served from memory', async () => {
    const path = write(sound)
    chmodSync(path, 0)
    expect(await openAsNobody(path)).toMatchObject({ kind: 'memory', problem: 'StoreNoPermission', jobs: 0 })
  })

  it('(a folder in place of the file) is served from memory', async () => {
    expect(await openAsNobody(folder)).toMatchObject({
      kind: 'memory',
      problem: 'StoreNoPermission',
      jobs: 0,
    })
  })

  const place = join(folder, 'full')
  const mounting = `mount -t tmpfs -o size=2m tmpfs ${place}`
  const inside = ['unshare', '--mount', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])]

  it('(a full disk) refuses what does not fit, and takes it when there is room', async ({ skip }) => {
    mkdirSync(place)
    try {
      execFileSync(inside[0] ?? '', [...inside.slice(1), 'sh', '-c', mounting], { stdio: 'ignore' })
    } catch {
      skip('this machine lets nobody mount a small disk')
    }
    const run = ['sh', '-c', `${mounting} && exec "$@"`, 'sh']
    const child = start(new URL('./test-full-disk-child.ts', import.meta.url), [place], [...inside, ...run])
    expect(JSON.parse(await readAnswer(child))).toEqual({
      full: { code: 'StoreFull' },
      whileFull: { problem: 'StoreFull', kept: true },
      again: { problem: null, kept: true },
      start: { kind: expect.stringMatching(/memory|sqlite/), problem: 'StoreFull', kept: true },
    })
  })
})
