import 'server-only'
import type { Json } from '@/lib/jobs/json'
import type { LogFigures } from '@/lib/jobs/log-figures'

/** Lines of a log are kept in pieces of so many. */
export const LINES_A_PIECE = 1000

/** What is kept of a log beside its lines. Times are milliseconds since 1970. */
export type StoredLog = {
  /** Lines that are kept. */
  readonly lines: number
  /** Lines that DashScope counted when it was last asked. */
  readonly total: number
  readonly readAt: number
  /** The job is over and all its lines are here. */
  readonly isFinal: boolean
  /** Of a final log. */
  readonly figures: LogFigures | null
}

export type StoredCheckpoints = {
  readonly list: readonly { readonly [field: string]: Json }[]
  readonly readAt: number
}

/** The figures of a log that became final, and the number of that change. */
export type FinalLog = { readonly job_id: string; readonly figures: LogFigures; readonly seq: number }

/** Keeps logs and checkpoints of jobs. Anybody may write: what two write is the same. */
export type LogStore = {
  /** `null` where none is kept. */
  log(source: string, job_id: string): Promise<StoredLog | null>
  /** The lines from `LINES_A_PIECE * piece` on; `null` where they are damaged or not there. */
  piece(source: string, job_id: string, piece: number): Promise<Json[] | null>
  /** Keeps pieces of a log, by their number, and how it stands with them. */
  saveLog(
    source: string,
    job_id: string,
    log: StoredLog,
    pieces: ReadonlyMap<number, readonly Json[]>,
  ): Promise<void>
  checkpoints(source: string, job_id: string): Promise<StoredCheckpoints | null>
  saveCheckpoints(source: string, job_id: string, checkpoints: StoredCheckpoints): Promise<void>
  /** Logs that became final after the change of that number, in the order in which they did; 0 for all. */
  finalLogs(source: string, since: number): Promise<FinalLog[]>
}
