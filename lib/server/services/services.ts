import 'server-only'
import type { Logger } from 'pino'
import type { Reader } from '@/lib/format/reader'
import type { Catalogue } from '../catalogue'
import type { Settings } from '../env.mjs'
import type { Mirror } from '../mirror/mirror'
import type { JobStore } from '../store/store'

/** What pages and routes are given; made once a process by `startBoard`. */
export type Services = {
  readonly settings: Settings
  readonly log: Logger
  readonly mirror: Mirror
  readonly store: JobStore
  readonly catalogue: Catalogue
  /** Says numbers, times and texts for parts that the server draws. */
  readonly reader: Reader
  /** Milliseconds since 1970. */
  readonly clock: () => number
}
