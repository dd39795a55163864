import 'server-only'
import type { Kysely } from 'kysely'
import type { Engine, StoreClock, StoreLog } from './engine'
import { createFileLeases } from './file-lease'
import type { Schema } from './schema'
import { isBusy, toSqliteFault } from './sqlite-faults'
import { closeSqliteFile, openSqliteFile, setAside, toSqliteSize } from './sqlite-file'
import type { StoreError, StoreProblem } from './store-error'

/** How long one waits for another process that writes, and how often one looks. */
const PATIENCE_MS = 5_000
const AGAIN_MS = 20

/** Opens an SQLite file as the place where jobs are kept; a damaged one is set aside, now and later. */
export async function openSqliteEngine(
  path: string,
  options: { log: StoreLog; clock: StoreClock },
): Promise<Engine> {
  const { log, clock } = options
  /** That a file was set aside: told until the next start. */
  let replaced: StoreProblem | null = null
  /** Of the last call that failed, until one goes well. */
  let failing: StoreProblem | null = null
  let closed = false
  let losses = 0

  async function open(): Promise<Kysely<Schema>> {
    try {
      return await patiently(() => openSqliteFile(path, clock.now()), clock)
    } catch (error) {
      const fault = toSqliteFault(error, path)
      if (fault.code !== 'StoreCorrupt' || replaced) throw fault
      replace(fault)
      return await openSqliteFile(path, clock.now()).catch((again: unknown) => {
        throw toSqliteFault(again, path)
      })
    }
  }

  function replace(fault: StoreError): void {
    const bad = setAside(path, clock.now())
    const message = `${fault.message}. It was set aside as ${JSON.stringify(bad)} and a new one begun.`
    replaced = { code: fault.code, message }
    log.error({ file: path, setAsideAs: bad }, message)
  }

  let current = open()
  await current

  /** Once in the life of a process: what damages a second file is not the file. */
  async function reopen(bad: Promise<Kysely<Schema>>, fault: StoreError): Promise<void> {
    if (current !== bad || replaced || closed) return
    current = (async () => {
      await (await bad).destroy()
      replace(fault)
      losses++
      const db = await open()
      await leases.carryOver(db)
      return db
    })()
    await current
  }

  async function run<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
    const used = current
    try {
      const db = await used
      const result = await patiently(() => work(db), clock)
      failing = null
      return result
    } catch (error) {
      const fault = toSqliteFault(error, path)
      if (fault.code === 'StoreCorrupt') await reopen(used, fault)
      if (current !== used) return await run(work)
      if (fault.code !== 'StoreNotLeader') failing = { code: fault.code, message: fault.message }
      throw fault
    }
  }

  const leases = createFileLeases(path, run)

  return {
    kind: 'sqlite',
    run,
    leases,
    // The first statement of a transaction that writes takes the lock of the file.
    begin: async () => {},
    announce: async () => {},
    listen: () => () => {},
    losses: () => losses,
    problem: () => failing ?? replaced,
    size: async () => toSqliteSize(path),
    async close() {
      closed = true
      leases.end()
      await closeSqliteFile(await current)
    },
  }
}

async function patiently<T>(work: () => Promise<T>, clock: StoreClock): Promise<T> {
  const until = clock.now() + PATIENCE_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || clock.now() >= until) throw error
      await new Promise<void>((resolve) => clock.after(AGAIN_MS, resolve))
    }
  }
}
