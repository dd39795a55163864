import 'server-only'
import type { Logger } from 'pino'
import type { Clock } from '../mirror/clock'
import type { Mirror } from '../mirror/mirror'
import type { JobStore } from '../store/store'

/** What those who read logs and checkpoints are given. */
export type LogParts = {
  readonly source: string
  readonly mirror: Pick<Mirror, 'ask' | 'learnLogs'>
  readonly store: Pick<JobStore, 'kind' | 'logs' | 'leases'>
  readonly clock: Clock
  readonly log: Pick<Logger, 'warn'>
  /** What may change is asked for at most so often. */
  readonly refreshSeconds: number
}
