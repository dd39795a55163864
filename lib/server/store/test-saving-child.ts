import 'server-only'
import { openStore } from './open-store'
import { silentLog, toJobs } from './test-jobs'

/** Saves page after page for as long as it lives, and says which ones are safe: `FIRST COUNT` of `toJobs`. */
async function savePages(databaseUrl: string, first: number): Promise<void> {
  const store = await openStore(databaseUrl, { log: silentLog })
  for (let page = first; ; page += 100) {
    await store.saveJobs('default', toJobs(100, page), page)
    process.stdout.write(`${page} 100\n`)
    // What is written to a pipe is on its way when it returns; a turn lets the parent's signal come in between, too.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const [databaseUrl, first] = process.argv.slice(2)
await savePages(databaseUrl ?? '', Number(first))
