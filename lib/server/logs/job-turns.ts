import 'server-only'
import { randomUUID } from 'node:crypto'
import type { LogParts } from './log-parts'

/** Gives one process at a time the turn to ask for a job; runs `read` unless another has just read the same. */
export type JobTurns = (
  job_id: string,
  isRead: () => Promise<boolean>,
  read: () => Promise<void>,
) => Promise<void>

/** Longer than a call can take. */
const TTL_MS = 60_000
const AGAIN_MS = 500
/** Leases stay in the database for ever, so that jobs share a few. */
const LEASES = 32

/** Makes the turns of the processes on one store. Only a Postgres has several: elsewhere `read` runs at once. */
export function createJobTurns({
  store,
  source,
  clock,
}: Pick<LogParts, 'store' | 'source' | 'clock'>): JobTurns {
  const owner = randomUUID()
  const pause = () => new Promise<void>((resolve) => clock.after(AGAIN_MS, resolve))
  /** Of jobs that share a lease one is read after the other in this process, too. */
  const queues = new Map<string, Promise<void>>()

  async function inTurn(
    name: string,
    isRead: () => Promise<boolean>,
    read: () => Promise<void>,
  ): Promise<void> {
    for (;;) {
      if (await isRead()) return
      if ((await store.leases.acquire(name, owner, TTL_MS)) !== null) break
      await pause()
    }
    try {
      if (!(await isRead())) await read()
    } finally {
      await store.leases.release(name, owner)
    }
  }

  return async (job_id, isRead, read) => {
    if (store.kind !== 'postgres') return read()
    const name = `${source}:log:${toNumber(job_id) % LEASES}`
    const turn = (queues.get(name) ?? Promise.resolve()).then(() => inTurn(name, isRead, read))
    queues.set(
      name,
      turn.catch(() => {}),
    )
    return turn
  }
}

function toNumber(job_id: string): number {
  let number = 0
  for (const char of job_id) number = (number * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return number
}
