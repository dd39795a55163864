import 'server-only'
import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema'
import type { Leases } from './store'

/** Milliseconds since 1970 on the database's clock: those of the replicas may differ. */
const now = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`

/** Leases of a Postgres database: a row for each source, with its owner, and when it runs out. */
export function createRowLeases(run: <T>(work: (db: Kysely<Schema>) => Promise<T>) => Promise<T>): Leases {
  return {
    async acquire(source, owner, ttlMs) {
      // One statement, so that of several that find it free one gets it: the others see the row as that one left it.
      const row = await run((db) =>
        db
          .insertInto('leases')
          .values({ source, owner, epoch: 1, expires_at: sql<number>`${now} + ${ttlMs}::bigint` })
          .onConflict((conflict) =>
            conflict
              .column('source')
              .doUpdateSet((eb) => ({
                owner,
                epoch: sql<number>`leases.epoch + case when leases.owner = ${owner} then 0 else 1 end`,
                expires_at: eb.ref('excluded.expires_at'),
              }))
              .where((eb) => eb.or([eb('leases.owner', '=', owner), eb('leases.expires_at', '<=', now)])),
          )
          .returning('epoch')
          .executeTakeFirst(),
      )
      return row?.epoch ?? null
    },
    async release(source, owner) {
      // The row stays, because its epoch must never come again; nobody's name is '', so the next owner gets a new one.
      await run((db) =>
        db
          .updateTable('leases')
          .set({ owner: '', expires_at: 0 })
          .where('source', '=', source)
          .where('owner', '=', owner)
          .execute(),
      )
    },
  }
}
