import 'server-only'
import type { Logger } from 'pino'
import type { Reader } from '@/lib/format/reader'
import type { PriceList } from '@/lib/jobs/price'
import type { MappedNames } from '@/lib/jobs/search'
import type { Catalogue } from '../catalogue'
import type { Settings } from '../env.mjs'
import type { CheckpointBook } from '../logs/checkpoint-book'
import type { LogBook } from '../logs/log-book'
import type { Metrics } from '../metrics/metrics'
import type { Mirror } from '../mirror/mirror'
import type { Readers } from '../readers'
import type { Source } from '../sources-file.mjs'
import type { JobStore } from '../store/store'
import type { BoardMirror } from './board-mirror'

/** What pages and routes are given. */
export type Services = SharedServices & {
  /** Of the reader whose request is at hand. */
  readonly catalogue: Catalogue
  /** Says numbers, times and texts for parts that the server draws, to the reader whose request is at hand. */
  readonly reader: Reader
}

/** What all readers share; made once a process by `startBoard`. */
export type SharedServices = {
  readonly settings: Settings
  readonly log: Logger
  readonly mirror: BoardMirror
  /** The accounts whose jobs are shown; in the usual case one. */
  readonly sources: readonly BoardSource[]
  /** Whether they are several: jobs then say whose they are, and queries may ask for it. */
  readonly hasSources: boolean
  readonly store: JobStore
  readonly logs: LogBook
  readonly checkpoints: CheckpointBook
  readonly readers: Readers
  /** What training costs in the region of the board, or in those of its accounts. */
  readonly prices: PriceList
  /** What people call accounts and files, by id. */
  readonly names: MappedNames
  readonly metrics: Metrics
  /** Milliseconds since 1970. */
  readonly clock: () => number
}

/** An account on the board. */
export type BoardSource = Pick<Source, 'name' | 'baseUrl' | 'workspace'> & { readonly mirror: Mirror }

/** The part of {@link Services} that those may use whom nobody let in. `ready` is what `/api/ready` tells to all. */
export type PublicServices = Pick<Services, 'settings' | 'log' | 'catalogue' | 'reader' | 'clock'> & {
  readonly mirror: Pick<BoardMirror, 'ready'>
}
