import 'server-only'

/** The tables of the newest schema. Times are milliseconds since 1970. ARCHITECTURE.md, "Decisions", says why they are so. */
export type Schema = {
  meta: { name: string; value: string }
  jobs: {
    source: string
    /** See `toJobKey`. */
    job_id: string
    /** The job as sent, JSON. */
    raw: string
    /** See `serializeDerived`; '' in rows of before there was such a thing. */
    derived: string
    first_seen: number
    last_changed: number
    deleted_at: number | null
    /** The number of its last change; the changes of a transaction show at once, and in the order of their numbers. */
    change_seq: number
  }
  /** Apart from `jobs`, because it changes with every page that is read, and the rows there are long. */
  job_sightings: { source: string; job_id: string; last_seen: number }
  job_events: { source: string; job_id: string; seq: number; status: string; observed_at: number }
  source_state: {
    source: string
    last_sweep_at: number
    /** JSON, a list of job ids. */
    missed_once: string
    change_seq: number
  }
  job_logs: {
    source: string
    job_id: string
    /** Lines that are kept, and lines that DashScope counted. */
    lines: number
    total: number
    read_at: number
    /** The number of the change by which it became final. */
    final_seq: number | null
    best_eval_loss: number | null
    final_loss: number | null
    steps: number | null
    /** When a running training began and would end, and the number of the change by which that was told. */
    started_at: number | null
    expected_end_at: number | null
    outlook_seq: number | null
  }
  /** `packed`: a JSON list of at most 1,000 lines, gzip, base64. */
  job_log_lines: { source: string; job_id: string; piece: number; packed: string }
  /** `list`: JSON. */
  job_checkpoints: { source: string; job_id: string; list: string; read_at: number }
  /** What processes tell each other, the last of each name; numbered apart from jobs, see `toNotesCounter`. */
  notes: {
    source: string
    name: string
    /** JSON. */
    content: string
    change_seq: number
  }
  change_counters: { source: string; seq: number }
  /** See `SessionRecord`. */
  sessions: {
    hash: string
    kind: string
    via: string
    name: string
    mark: string
    created_at: number
    seen_at: number
    expires_at: number
  }
  /** See `TokenRecord`. */
  tokens: {
    name: string
    hash: string
    scope: string | null
    created_at: number
    expires_at: number | null
    used_at: number | null
  }
  /** Who is told of events, and up to which change that was taken up. */
  notify_targets: { source: string; target: string; seq: number }
  notify_outbox: {
    source: string
    target: string
    event_id: string
    seq: number
    /** JSON, a StatusEvent. */
    content: string
    attempts: number
    created_at: number
    next_at: number
  }
  /** Saved views of a team; `search` is a query string of the jobs page. */
  views: { name: string; search: string; saved_by: string; saved_at: number }
  leases: { source: string; owner: string; epoch: number; expires_at: number }
}
