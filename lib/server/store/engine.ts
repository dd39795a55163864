import 'server-only'
import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema'
import type { Leases } from './store'
import type { StoreProblem } from './store-error'

/** What the two databases do in ways of their own; all else is one set of queries over it. */
export type Engine = {
  readonly kind: 'sqlite' | 'postgres'
  /** Runs work that may be run again from its start. Rejects with StoreError. */
  run<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T>
  /** What a transaction that writes begins with. */
  begin(transaction: Transaction<Schema>): Promise<void>
  /** Tells other processes of a change, once the transaction is done. */
  announce(transaction: Transaction<Schema>, source: string): Promise<void>
  /** Calls back when another process announced a change, as far as that can be heard; gives what ends it. */
  listen(source: string, heard: () => void): () => void
  readonly leases: Leases
  /** See JobStore. */
  losses(): number
  problem(): StoreProblem | null
  /** Bytes on disk. */
  size(): Promise<number>
  close(): Promise<void>
}

export type StoreLog = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export type StoreClock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs something once, after so many milliseconds; gives what cancels it. */
  after(ms: number, run: () => void): () => void
}
