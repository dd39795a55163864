import 'server-only'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { JobStore } from '../store/store'
import { addMirrorMetrics, type MirrorSource } from './mirror-metrics'
import { addProcessMetrics } from './process-metrics'
import { toRouteName } from './route-name'
import type { EndedCall } from './watch-client'

/** One answer of ours that has been sent. */
export type SentAnswer = {
  /** Path and query, as asked for. */
  readonly target: string
  readonly status: number
  readonly seconds: number
}

/** The figures of this process for Prometheus. */
export type Metrics = {
  readonly registry: Registry
  /** `source` is the account that was called. */
  noteCall(ended: EndedCall, source: string): void
  noteAnswer(sent: SentAnswer): void
  noteNotification(result: 'sent' | 'failed' | 'dropped'): void
  /** Adds what is known only once the mirrors stand. */
  addMirrors(parts: { sources: readonly MirrorSource[]; store: JobStore; clock: () => number }): void
  /** In Prometheus' text form, and its media type. */
  expose(): Promise<{ text: string; contentType: string }>
}

const ANSWER_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/**
 * Makes the figures of a process; `version` is Tuneboard's. Where the board shows several accounts, what each has for
 * itself bears its name in the label `source`.
 */
export function createMetrics(version: string, { isSeveral = false } = {}): Metrics {
  const toLabels = (source: string) => (isSeveral ? { source } : {})
  const ofSource = isSeveral ? ['source'] : []
  const registry = new Registry()
  const registers = [registry]
  addProcessMetrics(registry)
  new Gauge({ name: 'tuneboard_build_info', help: 'Always 1.', labelNames: ['version'], registers }).set(
    { version },
    1,
  )
  const calls = new Counter({
    name: 'tuneboard_upstream_calls_total',
    help: 'Calls to DashScope that ended, by what became of them.',
    labelNames: [...ofSource, 'call', 'result'],
    registers,
  })
  const notifications = new Counter({
    name: 'tuneboard_notifications_total',
    help: 'Attempts to notify, by what became of them.',
    labelNames: ['result'],
    registers,
  })
  for (const result of ['sent', 'failed', 'dropped']) notifications.inc({ result }, 0)
  const callSeconds = new Histogram({
    name: 'tuneboard_upstream_call_duration_seconds',
    help: 'How long calls to DashScope took.',
    labelNames: [...ofSource, 'call'],
    buckets: CALL_BUCKETS,
    registers,
  })
  const answerSeconds = new Histogram({
    name: 'tuneboard_http_request_duration_seconds',
    help: 'How long answers of the board took until they were sent.',
    labelNames: ['route', 'status'],
    buckets: ANSWER_BUCKETS,
    registers,
  })
  return {
    registry,
    noteCall({ call, result, seconds }, source) {
      calls.inc({ ...toLabels(source), call, result })
      callSeconds.observe({ ...toLabels(source), call }, seconds)
    },
    noteAnswer: ({ target, status, seconds }) =>
      answerSeconds.observe({ route: toRouteName(target), status: `${Math.floor(status / 100)}xx` }, seconds),
    noteNotification: (result) => notifications.inc({ result }),
    addMirrors(parts) {
      // From the start, so that a rate counts the first one, too.
      for (const { name } of parts.sources)
        for (const call of ['list', 'job', 'logs', 'checkpoints'])
          calls.inc({ ...toLabels(name), call, result: 'ok' }, 0)
      addMirrorMetrics(registry, { ...parts, isSeveral })
    },
    expose: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  }
}
