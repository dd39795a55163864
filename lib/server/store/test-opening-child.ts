import 'server-only'
import { openStore } from './open-store'
import { silentLog, toJobs } from './test-jobs'

export type Opened = {
  readonly kind: string
  readonly problem: string | null
  /** Jobs that it gave, and how many there were once another one had been saved. */
  readonly jobs: number
  readonly after: number
  readonly events: number
}

/** Opens a store, uses it, and says what came of it. */
async function openAndUse(databaseUrl: string): Promise<Opened> {
  const store = await openStore(databaseUrl, { log: silentLog })
  const jobs = await store.load('default')
  const problem = store.problem()?.code ?? null
  await store.saveJobs('default', [{ job_id: 'another' }], 9)
  const after = (await store.load('default')).length
  const events = await store.events('default', toJobs(1)[0]?.job_id ?? '')
  await store.close()
  return { kind: store.kind, problem, jobs: jobs.length, after, events: events.length }
}

process.stdout.write(JSON.stringify(await openAndUse(process.argv[2] ?? '')))
