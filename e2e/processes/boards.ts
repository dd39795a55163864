import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Job } from '@/lib/jobs/job'
import { openStore } from '@/lib/server/store/open-store'
import { silentLog } from '@/lib/server/store/test-jobs'
import { type Board, startBoard } from '../board'

/** The long forms of these tests: `npm run test:soak`. */
export const SOAK = Boolean(process.env.SOAK)

/** What a list answers, as far as these tests look at it. */
export type ListAnswer = {
  readonly output: { readonly total: number; readonly jobs: readonly Job[] }
  readonly mirror: {
    readonly complete: boolean
    readonly stale: boolean
    readonly jobs: number
    readonly error?: { readonly code: string; readonly message: string; readonly request_id?: string }
  }
}

/** Starts a board over an account at `url`, on a database. */
export function startAccountBoard(
  account: { readonly url: string; readonly key: string },
  databaseUrl: string,
  settings: { readonly [name: string]: string } = {},
): Promise<Board> {
  return startBoard({
    DASHSCOPE_API_KEY: account.key,
    DASHSCOPE_HTTP_BASE_URL: account.url,
    DATABASE_URL: databaseUrl,
    ...settings,
  })
}

/** Fills a database with jobs, as a board leaves it that has read a whole account. */
export async function fillDatabase(databaseUrl: string, jobs: readonly Job[]): Promise<void> {
  const store = await openStore(databaseUrl, { log: silentLog })
  for (let from = 0; from < jobs.length; from += 1_000)
    await store.saveJobs('default', jobs.slice(from, from + 1_000), Date.now())
  await store.saveState('default', { lastSweepAt: Date.now(), missedOnce: [] })
  await store.close()
}

/** A list as a board answers it; `null` where it answers something else, or not at all. */
export async function askList(board: Board, query = ''): Promise<ListAnswer | null> {
  try {
    const answer = await fetch(`${board.url}/api/v1/fine-tunes${query}`)
    return answer.ok ? ((await answer.json()) as ListAnswer) : null
  } catch {
    return null
  }
}

/** Waits until something is so, and gives the milliseconds that it took; fails after so many seconds. */
export async function until(what: string, seconds: number, isSo: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now()
  while (!(await isSo())) {
    if (performance.now() - startedAt > seconds * 1000) throw new Error(`not within ${seconds} s: ${what}`)
    await sleep(50)
  }
  return performance.now() - startedAt
}

/** Seconds of processor time that a process has taken so far. Other processes lengthen a wait, this much less. */
export function toCpuSeconds({ child }: Board): number {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'latin1')
  const [utime, stime] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(utime) + Number(stime)) / 100
}

/** Ends a board as a power cut does. */
export async function kill(board: Board): Promise<void> {
  board.child.kill('SIGKILL')
  await board.exited
}
