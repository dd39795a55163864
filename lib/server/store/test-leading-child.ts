import 'server-only'
import { openPostgresEngine } from './postgres-engine'
import { createSqlStore } from './sql-store'
import { StoreError } from './store-error'
import { systemClock } from './system-clock'
import { silentLog, toJobs } from './test-jobs'

/** Leads until its writes are refused, and says what it saved: `PAGE`, and at its end `refused`. */
async function lead(databaseUrl: string, ttlMs: number): Promise<void> {
  const parts = { log: silentLog, clock: systemClock }
  const timeouts = { connect: 3_000, query: 10_000, lock: 5_000, idle: 500 }
  const store = createSqlStore(await openPostgresEngine(databaseUrl, { ...parts, timeouts }), parts)
  const epoch = await store.leases.acquire('default', 'child', ttlMs)
  const led = store.withEpoch(() => epoch)
  try {
    for (let page = 0; ; page++) {
      await led.saveJobs('default', toJobs(10, page * 10), page)
      process.stdout.write(`${page}\n`)
    }
  } catch (error) {
    // The server ends the transaction of a process that was stopped in one; the attempt after that is refused.
    if (!(error instanceof StoreError)) throw error
    await led.saveJobs('default', toJobs(10), 1).catch((refused: unknown) => {
      if (refused instanceof StoreError && refused.code === 'StoreNotLeader')
        process.stdout.write('refused\n')
    })
  }
  await store.close()
}

await lead(process.argv[2] ?? '', Number(process.argv[3]))
