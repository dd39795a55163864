import 'server-only'
import type { Json } from '@/lib/jobs/json'
import type { LogFigures } from '@/lib/jobs/log-figures'
import type { Outlook } from '@/lib/jobs/outlook'

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

/** What a log has told beside its lines, and the number of that change: its figures once it is final, the outlook before. */
export type ToldLog = {
  readonly job_id: string
  readonly figures: LogFigures | null
  readonly outlook: Outlook | null
  readonly seq: number
}

/** Keeps logs and checkpoints of jobs. Anybody may write: what two write is the same. */
export type LogStore = {
  /** `null` where none is kept. */
  log(source: string, job_id: string): Promise<StoredLog | null>
  /** The lines from `LINES_A_PIECE * piece` on; `null` where they are damaged or not there. */
  piece(source: string, job_id: string, piece: number): Promise<Json[] | null>
  /** Keeps pieces of a log, by their number, and how it stands with them; `outlook` where it is another than before. */
  saveLog(
    source: string,
    job_id: string,
    log: StoredLog,
    pieces: ReadonlyMap<number, readonly Json[]>,
    outlook?: Outlook | null,
  ): Promise<void>
  checkpoints(source: string, job_id: string): Promise<StoredCheckpoints | null>
  saveCheckpoints(source: string, job_id: string, checkpoints: StoredCheckpoints): Promise<void>
  /** Logs that told something after the change of that number, in the order in which they did; 0 for all. */
  toldLogs(source: string, since: number): Promise<ToldLog[]>
}
