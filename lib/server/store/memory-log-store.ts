import 'server-only'
import type { Json } from '@/lib/jobs/json'
import type { Outlook } from '@/lib/jobs/outlook'
import type { LogStore, StoredCheckpoints, StoredLog } from './log-store'

type Kept = {
  log: StoredLog
  outlook: Outlook | null
  seq: number
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
      const kept = logsOf(source).get(job_id) ?? { log, outlook: null, seq: 0, pieces: new Map() }
      for (const [number, lines] of pieces) kept.pieces.set(number, [...lines])
      const isNews = outlook !== undefined || (log.isFinal && !kept.log.isFinal) || kept.seq === 0
      kept.log = log
      if (outlook !== undefined) kept.outlook = outlook
      logsOf(source).set(job_id, kept)
      if (isNews && (log.isFinal || outlook !== undefined)) kept.seq = nextSeq(source)
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
        .map(
          ([
            job_id,
            {
              log: { figures },
              outlook,
              seq,
            },
          ]) => ({ job_id, figures, outlook, seq }),
        )
        .sort((a, b) => a.seq - b.seq)
    },
  }
}
