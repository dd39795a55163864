import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { prepareChildren, readAnswer } from './test-child'
import { createTestFiles, FILE_JOBS, type TestFiles } from './test-files'

vi.setConfig({ testTimeout: 30_000 })

let files: TestFiles

beforeAll(async () => {
  files = await createTestFiles()
})
afterAll(() => files.remove())

describe('a place that takes no writes', () => {
  let start: ReturnType<typeof prepareChildren>
  const asNobody =
    process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []
  const opening = new URL('./test-opening-child.ts', import.meta.url)
  const openAsNobody = async (path: string): Promise<unknown> =>
    JSON.parse(await readAnswer(start(opening, [`file:${path}`], asNobody)))

  beforeAll(() => {
    chmodSync(files.folder, 0o755)
    start = prepareChildren(files.folder)
  })

  it('(file and folder read-only) is served from memory, with what it holds', async () => {
    const path = files.write(files.sound)
    chmodSync(path, 0o444)
    chmodSync(dirname(path), 0o555)
    const served = { kind: 'memory', jobs: FILE_JOBS, after: FILE_JOBS + 1, events: 1 }
    expect(await openAsNobody(path)).toEqual({ ...served, problem: 'StoreReadOnly' })
    expect(readFileSync(path).equals(files.sound)).toBe(true)
  })

  it('(folder that cannot be written) is served from memory', async () => {
    const path = files.newPath()
    mkdirSync(dirname(path), { mode: 0o555 })
    const empty = { kind: 'memory', jobs: 0, after: 1, events: 0 }
    expect(await openAsNobody(path)).toEqual({ ...empty, problem: 'StoreNoPermission' })
    expect(await openAsNobody(join(path, 'deeper', 'board.db'))).toMatchObject(empty)
  })

  it('(file that may not be read) is served from memory', async () => {
    const path = files.write(files.sound)
    chmodSync(path, 0)
    expect(await openAsNobody(path)).toMatchObject({ kind: 'memory', problem: 'StoreNoPermission', jobs: 0 })
  })

  it('(a folder in place of the file) is served from memory', async () => {
    expect(await openAsNobody(files.folder)).toMatchObject({
      kind: 'memory',
      problem: 'StoreNoPermission',
      jobs: 0,
    })
  })

  const inside = ['unshare', '--mount', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])]

  it('(a full disk) refuses what does not fit, and takes it when there is room', async ({ skip }) => {
    const place = join(files.folder, 'full')
    const mounting = `mount -t tmpfs -o size=2m tmpfs ${place}`
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
