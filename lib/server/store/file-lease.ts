import 'server-only'
import type { Kysely } from 'kysely'
import Database from 'libsql'
import type { Schema } from './schema'
import type { Leases } from './store'

type Run = <T>(work: (db: Kysely<Schema>) => Promise<T>) => Promise<T>

export type FileLeases = Leases & {
  /** Writes the leases that are held into another file, which takes the place of the one they were in. */
  carryOver(db: Kysely<Schema>): Promise<void>
  end(): void
}

/**
 * Leases of a database file. Who holds them is known to the operating system, by a lock on a file beside the database:
 * a killed process gives it up that very moment, so that a start after a crash has nothing to wait for. The row holds
 * the epoch, by which the writes of whoever lost the lock are refused.
 */
export function createFileLeases(path: string, run: Run): FileLeases {
  let lock: Database.Database | null = null
  const held = new Map<string, { owner: string; epoch: number }>()

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
    // Closed alone, it would hold the lock until its statements are collected as garbage.
    lock?.exec('rollback')
    lock?.close()
    lock = null
    held.clear()
  }

  return {
    async acquire(source, owner) {
      const known = held.get(source)
      if (known) return known.owner === owner ? known.epoch : null
      if (!take()) return null
      const { epoch } = await run((db) =>
        db.transaction().execute((transaction) =>
          transaction
            .insertInto('leases')
            .values({ source, owner, epoch: 1, expires_at: 0 })
            .onConflict((conflict) =>
              conflict.column('source').doUpdateSet((eb) => ({ owner, epoch: eb('leases.epoch', '+', 1) })),
            )
            .returning('epoch')
            .executeTakeFirstOrThrow(),
        ),
      )
      held.set(source, { owner, epoch })
      return epoch
    },
    async release(source, owner) {
      if (held.get(source)?.owner !== owner) return
      held.delete(source)
      if (held.size === 0) end()
    },
    async carryOver(db) {
      for (const [source, { owner, epoch }] of held)
        await db.insertInto('leases').values({ source, owner, epoch, expires_at: 0 }).execute()
    },
    end,
  }
}
