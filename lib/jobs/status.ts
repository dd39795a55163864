/** Colour family of a status; shape and word come with it wherever a status is shown. */
export type StatusTone = 'succeeded' | 'failed' | 'running' | 'waiting' | 'off'

export type StatusInfo = { readonly value: string; readonly tone: StatusTone; readonly terminal: boolean }

/**
 * Every status that DashScope documents, in the order of a job's life. `SUSPENDED` and `UNKNOWN` stand in the Python
 * SDK's enum only. Source: "Query a fine-tuning job", DashScope API reference.
 */
export const STATUSES: readonly StatusInfo[] = [
  { value: 'PENDING', tone: 'waiting', terminal: false },
  { value: 'QUEUING', tone: 'waiting', terminal: false },
  { value: 'RUNNING', tone: 'running', terminal: false },
  { value: 'CANCELING', tone: 'off', terminal: false },
  { value: 'SUSPENDED', tone: 'waiting', terminal: false },
  { value: 'SUCCEEDED', tone: 'succeeded', terminal: true },
  { value: 'FAILED', tone: 'failed', terminal: true },
  { value: 'CANCELED', tone: 'off', terminal: true },
  { value: 'UNKNOWN', tone: 'off', terminal: false },
]

/** The statuses of jobs that wait, and of jobs that are not over. */
export const WAITING = toValues(({ tone }) => tone === 'waiting')
export const UNFINISHED = toValues(({ terminal }) => !terminal)

const BY_VALUE = new Map(STATUSES.map((status) => [status.value, status]))

/** What is known of a status; one never seen before is shown neutrally and counts as unfinished. */
export function toStatusInfo(value: string): StatusInfo {
  return BY_VALUE.get(value) ?? { value, tone: 'off', terminal: false }
}

function toValues(fits: (status: StatusInfo) => boolean): readonly string[] {
  return STATUSES.filter(fits).map(({ value }) => value)
}
