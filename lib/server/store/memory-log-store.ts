import 'server-only'
import type { Json } from '@/lib/jobs/json'
import type { Outlook } from '@/lib/jobs/outlook'
import type { LogStore, StoredCheckpoints, StoredLog } from './log-store'

type Kept = {
  readonly log: StoredLog
  readonly outlook: Outlook | null
  readonly seq: number
  readonly pieces: Map<number, readonly Json[]>
}

/** Logs that are forgotten when the process ends. `nextSeq` gives the number of a change, and tells of it. */
export function createMemoryLogStore(nextSeq: (source: string) => number): LogStore {
  const logs = new Map<string, Map<string, Kept>>()
  const checkpoints = new Map<string, StoredCheckpoints>()
  const toKey = (source: string, job_id: string) => JSON.stringify([source, job_id])

  function logsOf(source: string): Map<string, Kept> {
    const known = logs.get(source) ?? new Map<string, Kept>()
    logs.set(source, known)
    return known
  }

  return {
    async log(source, job_id) {
      return logsOf(source).get(job_id)?.log ?? null
    },
    async piece(source, job_id, piece) {
      const lines = logsOf(source).get(job_id)?.pieces.get(piece)
      return lines ? [...lines] : null
    },
    async saveLog(source, job_id, log, pieces, outlook) {
      const known = logsOf(source).get(job_id)
      const kept = known?.pieces ?? new Map<number, readonly Json[]>()
      for (const [number, lines] of pieces) kept.set(number, [...lines])
      const isNews = outlook !== undefined || (log.isFinal && !known?.log.isFinal)
      logsOf(source).set(job_id, {
        log,
        outlook: outlook === undefined ? (known?.outlook ?? null) : outlook,
        seq: isNews ? nextSeq(source) : (known?.seq ?? 0),
        pieces: kept,
      })
    },
    async checkpoints(source, job_id) {
      return checkpoints.get(toKey(source, job_id)) ?? null
    },
    async saveCheckpoints(source, job_id, kept) {
      checkpoints.set(toKey(source, job_id), kept)
    },
    async toldLogs(source, since) {
      return [...logsOf(source)]
        .filter(([, { seq }]) => seq > since)
        .map(([job_id, kept]) => ({
          job_id,
          figures: kept.log.figures,
          outlook: kept.outlook,
          seq: kept.seq,
        }))
        .sort((a, b) => a.seq - b.seq)
    },
  }
}
