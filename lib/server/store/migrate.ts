import 'server-only'
import { type Kysely, sql } from 'kysely'
import { selectText, toColumnText } from './columns'
import { MIGRATIONS } from './migrations'
import type { Schema } from './schema'
import { StoreError } from './store-error'

/** Who holds it may change the schema. Any number will do that no other program takes for the same database. */
export const POSTGRES_LOCK = 5_348_690_127

/**
 * Brings a database to the newest schema, one process at a time, and leaves a mark: a database that takes no writes is
 * found out here. Throws StoreError where the schema is newer, with `name` as what the operator calls the database.
 */
export async function migrate(
  db: Kysely<Schema>,
  kind: 'sqlite' | 'postgres',
  name: string,
  now: number,
): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`begin`.execute(connection)
    try {
      if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${POSTGRES_LOCK})`.execute(connection)
      await bringUp(connection, kind, name, now)
      await sql`commit`.execute(connection)
    } catch (error) {
      // SQLite has rolled back by itself where the disk is full; what went wrong first is what counts.
      await sql`rollback`.execute(connection).catch(() => {})
      throw error
    }
  })
}

async function bringUp(
  db: Kysely<Schema>,
  kind: 'sqlite' | 'postgres',
  name: string,
  now: number,
): Promise<void> {
  await db.schema
    .createTable('meta')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
  const row = await db
    .selectFrom('meta')
    .select(selectText(kind, 'value').as('value'))
    .where('name', '=', 'schema_version')
    .executeTakeFirst()
  const version = row ? Number(toColumnText(row.value) || Number.NaN) : 0
  if (!Number.isSafeInteger(version) || version < 0)
    throw new StoreError('StoreCorrupt', `DATABASE_URL is ${name}, whose schema version is no number.`)
  if (version > MIGRATIONS.length)
    throw new StoreError(
      'StoreNewer',
      `DATABASE_URL is ${name}, whose schema (version ${version}) is newer than this Tuneboard's ` +
        `(version ${MIGRATIONS.length}). Start the newer Tuneboard again, or give another DATABASE_URL.`,
    )
  for (const migration of MIGRATIONS.slice(version)) await migration(db, kind)
  for (const [key, value] of [
    ['schema_version', String(MIGRATIONS.length)],
    ['last_start', String(now)],
  ] as const)
    await db
      .insertInto('meta')
      .values({ name: key, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute()
}
