import 'server-only'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Engine, StoreClock, StoreLog } from './engine'
import { migrate } from './migrate'
import { CHANNEL, createEar } from './postgres-ear'
import { isFinal, toPostgresFault } from './postgres-faults'
import { toPostgresPool } from './postgres-pool'
import { createRowLeases } from './row-lease'
import type { Schema } from './schema'
import type { StoreProblem } from './store-error'

/** How long a start waits for a database that is not there yet. */
const PATIENCE_MS = 10_000
const AGAIN_MS = 500
const POOL_SIZE = 5

/** In milliseconds. Those of the server are set in each transaction, because a pooler takes no settings at the start. */
export type PostgresTimeouts = {
  connect: number
  /** Of one answer. */
  query: number
  lock: number
  /** After which the server undoes what a stopped process left half done, with the locks that it holds. */
  idle: number
}

const TIMEOUTS: PostgresTimeouts = { connect: 3_000, query: 10_000, lock: 5_000, idle: 5_000 }

/** Opens a Postgres database as the place where jobs are kept. Throws StoreError when it cannot be had within 10 s. */
export async function openPostgresEngine(
  url: string,
  options: { log: StoreLog; clock: StoreClock; timeouts?: PostgresTimeouts },
): Promise<Engine> {
  const { log, clock, timeouts = TIMEOUTS } = options
  const settings = {
    connectionString: url,
    application_name: 'tuneboard',
    connectionTimeoutMillis: timeouts.connect,
    query_timeout: timeouts.query,
    keepAlive: true,
    types: { getTypeParser: toParser },
  }
  const pool = new pg.Pool({ ...settings, max: POOL_SIZE, idleTimeoutMillis: 60_000 })
  // A connection that breaks while nobody uses it; the pool makes another one.
  pool.on('error', (error) => log.warn({ error: error.message }, 'a connection to Postgres broke'))
  // Without a listener one that breaks in use would end the process; whoever uses it is told by his next question.
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: toPostgresPool(pool) }) })
  const ear = createEar(() => new pg.Client(settings), clock)
  let failing: StoreProblem | null = null

  async function run<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
    try {
      const result = await work(db)
      failing = null
      return result
    } catch (error) {
      const fault = toPostgresFault(error)
      if (fault.code !== 'StoreNotLeader') failing = { code: fault.code, message: fault.message }
      throw fault
    }
  }

  async function start(): Promise<void> {
    const until = clock.now() + PATIENCE_MS
    for (;;) {
      try {
        return await run(() => migrate(db, 'postgres', 'a Postgres database', clock.now()))
      } catch (error) {
        if (isFinal(error) || clock.now() >= until) throw error
        await new Promise<void>((resolve) => clock.after(AGAIN_MS, resolve))
      }
    }
  }

  try {
    await start()
  } catch (error) {
    await db.destroy()
    throw error
  }

  return {
    kind: 'postgres',
    run,
    leases: createRowLeases(run),
    async begin(transaction) {
      await sql`select set_config('lock_timeout', ${String(timeouts.lock)}, true),
        set_config('statement_timeout', ${String(timeouts.query)}, true),
        set_config('idle_in_transaction_session_timeout', ${String(timeouts.idle)}, true)`.execute(
        transaction,
      )
    },
    async announce(transaction, source) {
      await sql`select pg_notify(${CHANNEL}, ${source})`.execute(transaction)
    },
    listen: ear.listen,
    losses: () => 0,
    problem: () => failing,
    async size() {
      const { rows } = await run((db) =>
        sql<{ bytes: number }>`select sum(pg_total_relation_size(oid))::bigint as bytes from pg_class
          where relkind = 'r' and relnamespace = current_schema()::regnamespace
          and relname in ('jobs', 'job_sightings', 'job_events', 'job_logs', 'job_log_lines',
          'job_checkpoints', 'source_state', 'change_counters', 'leases', 'sessions',
          'tokens', 'notes', 'meta')`.execute(db),
      )
      return rows[0]?.bytes ?? 0
    },
    async close() {
      await ear.end()
      await db.destroy()
    },
  }
}

const BIGINT = 20

/** Numbers of 64 bits as numbers: ours are times and counts, far below 2^53. */
function toParser(type: number, format?: 'text' | 'binary'): (text: string) => unknown {
  return type === BIGINT
    ? Number
    : format === 'binary'
      ? pg.types.getTypeParser(type, format)
      : pg.types.getTypeParser(type, 'text')
}
