import 'server-only'
import { type Kysely, sql } from 'kysely'
import { createAuthTables } from './auth-tables'
import type { Schema } from './schema'

type Migration = (db: Kysely<Schema>, kind: 'sqlite' | 'postgres') => Promise<void>

/** What the number of a schema is made of: the first one makes version 1 of nothing. Never edit one that was released. */
export const MIGRATIONS: readonly Migration[] = [
  createJobTables,
  addDerived,
  createAuthTables,
  createLogTables,
  createOutbox,
  createViewTable,
  createNotes,
  addOutlook,
]

async function createJobTables(db: Kysely<Schema>, kind: 'sqlite' | 'postgres'): Promise<void> {
  // By code point, as SQLite does it, and quicker.
  const key = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  const clustered = kind === 'postgres' ? sql`` : sql`without rowid`
  await db.schema
    .createTable('jobs')
    .addColumn('source', key, (column) => column.notNull())
    .addColumn('job_id', key, (column) => column.notNull())
    .addColumn('raw', 'text', (column) => column.notNull())
    .addColumn('first_seen', 'bigint', (column) => column.notNull())
    .addColumn('last_changed', 'bigint', (column) => column.notNull())
    .addColumn('deleted_at', 'bigint')
    .addColumn('change_seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('jobs_key', ['source', 'job_id'])
    .execute()
  await db.schema
    .createIndex('jobs_by_change')
    .on('jobs')
    .columns(['source', 'change_seq', 'job_id'])
    .execute()
  await db.schema
    .createTable('job_sightings')
    .addColumn('source', key, (column) => column.notNull())
    .addColumn('job_id', key, (column) => column.notNull())
    .addColumn('last_seen', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_sightings_key', ['source', 'job_id'])
    .modifyEnd(clustered)
    .execute()
  await db.schema
    .createTable('job_events')
    .addColumn('source', key, (column) => column.notNull())
    .addColumn('job_id', key, (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('observed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_events_key', ['source', 'job_id', 'seq'])
    .modifyEnd(clustered)
    .execute()
  await db.schema
    .createTable('source_state')
    .addColumn('source', key, (column) => column.primaryKey().notNull())
    .addColumn('last_sweep_at', 'bigint', (column) => column.notNull())
    .addColumn('missed_once', 'text', (column) => column.notNull())
    .addColumn('change_seq', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('change_counters')
    .addColumn('source', key, (column) => column.primaryKey().notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('leases')
    .addColumn('source', key, (column) => column.primaryKey().notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('epoch', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function addDerived(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .alterTable('jobs')
    .addColumn('derived', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
}

async function createLogTables(db: Kysely<Schema>, kind: 'sqlite' | 'postgres'): Promise<void> {
  const key = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await db.schema
    .createTable('job_logs')
    .addColumn('source', key, (column) => column.notNull())
    .addColumn('job_id', key, (column) => column.notNull())
    .addColumn('lines', 'bigint', (column) => column.notNull())
    .addColumn('total', 'bigint', (column) => column.notNull())
    .addColumn('read_at', 'bigint', (column) => column.notNull())
    .addColumn('final_seq', 'bigint')
    .addColumn('best_eval_loss', 'double precision')
    .addColumn('final_loss', 'double precision')
    .addColumn('steps', 'double precision')
    .addPrimaryKeyConstraint('job_logs_key', ['source', 'job_id'])
    .execute()
  await db.schema.createIndex('job_logs_by_change').on('job_logs').columns(['source', 'final_seq']).execute()
  await db.schema
    .createTable('job_log_lines')
    .addColumn('source', key, (column) => column.notNull())
    .addColumn('job_id', key, (column) => column.notNull())
    .addColumn('piece', 'integer', (column) => column.notNull())
    .addColumn('packed', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_log_lines_key', ['source', 'job_id', 'piece'])
    .execute()
  await db.schema
    .createTable('job_checkpoints')
    .addColumn('source', key, (column) => column.notNull())
    .addColumn('job_id', key, (column) => column.notNull())
    .addColumn('list', 'text', (column) => column.notNull())
    .addColumn('read_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_checkpoints_key', ['source', 'job_id'])
    .execute()
}

async function createOutbox(db: Kysely<Schema>, kind: 'sqlite' | 'postgres'): Promise<void> {
  const key = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await db.schema
    .createTable('notify_targets')
    .addColumn('source', key, (column) => column.notNull())
    .addColumn('target', key, (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('notify_targets_key', ['source', 'target'])
    .execute()
  await db.schema
    .createTable('notify_outbox')
    .addColumn('source', key, (column) => column.notNull())
    .addColumn('target', key, (column) => column.notNull())
    .addColumn('event_id', key, (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('attempts', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('notify_outbox_key', ['source', 'target', 'event_id'])
    .execute()
}

async function createViewTable(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('views')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('search', 'text', (column) => column.notNull())
    .addColumn('saved_by', 'text', (column) => column.notNull())
    .addColumn('saved_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function createNotes(db: Kysely<Schema>, kind: 'sqlite' | 'postgres'): Promise<void> {
  const key = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await db.schema
    .createTable('notes')
    .addColumn('source', key, (column) => column.notNull())
    .addColumn('name', key, (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('change_seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('notes_key', ['source', 'name'])
    .execute()
}

async function addOutlook(db: Kysely<Schema>): Promise<void> {
  for (const name of ['started_at', 'expected_end_at', 'outlook_seq'])
    await db.schema.alterTable('job_logs').addColumn(name, 'bigint').execute()
  await db.schema
    .createIndex('job_logs_by_outlook')
    .on('job_logs')
    .columns(['source', 'outlook_seq'])
    .execute()
}
