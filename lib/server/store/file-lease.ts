import 'server-only'
import type { Kysely } from 'kysely'
import Database from 'libsql'
import type { Schema } from './schema'
import type { Leases } from './store'

type Run = <T>(work: (db: Kysely<Schema>) => Promise<T>) => Promise<T>

/**
 * Leases of a database file. Who holds them is known to the operating system, by a lock on a file beside the database:
 * a killed process gives it up that very moment, so that a start after a crash has nothing to wait for. The row holds
 * the epoch, by which the writes of whoever lost the lock are refused.
 */
export function createFileLeases(path: string, run: Run): Leases & { end(): void } {
  let lock: Database.Database | null = null
  const epochs = new Map<string, number>()

  function take(): boolean {
    if (lock) return true
    const database = new Database(`${path}.lock`)
    try {
      database.pragma('busy_timeout = 0')
      database.pragma('journal_mode = memory')
      database.exec('begin exclusive')
      lock = database
      return true
    } catch {
      database.close()
      return false
    }
  }

  function end(): void {
    lock?.close()
    lock = null
    epochs.clear()
  }

  return {
    async acquire(source, owner) {
      if (!take()) return null
      const known = epochs.get(source)
      if (known !== undefined) return known
      const { epoch } = await run((db) =>
        db
          .insertInto('leases')
          .values({ source, owner, epoch: 1, expires_at: 0 })
          .onConflict((conflict) =>
            conflict.column('source').doUpdateSet((eb) => ({ owner, epoch: eb('leases.epoch', '+', 1) })),
          )
          .returning('epoch')
          .executeTakeFirstOrThrow(),
      )
      epochs.set(source, epoch)
      return epoch
    },
    async release(source) {
      epochs.delete(source)
      if (epochs.size === 0) end()
    },
    end,
  }
}
