import 'server-only'
import { collectDefaultMetrics, Registry } from 'prom-client'

/** Of prom-client's own figures those that say something about a board; some of the rest are named against the rules. */
const CHOSEN = [
  'process_cpu_seconds_total',
  'process_start_time_seconds',
  'process_resident_memory_bytes',
  'process_open_fds',
  'process_max_fds',
  'nodejs_eventloop_lag_seconds',
  'nodejs_eventloop_lag_mean_seconds',
  'nodejs_eventloop_lag_p50_seconds',
  'nodejs_eventloop_lag_p99_seconds',
  'nodejs_eventloop_lag_max_seconds',
  'nodejs_heap_size_used_bytes',
  'nodejs_external_memory_bytes',
  'nodejs_gc_duration_seconds',
  'nodejs_version_info',
]

/** Which of those that are left out sets the value of a chosen one, when it is read itself. */
const SETTERS: Readonly<Record<string, string>> = {
  process_cpu_seconds_total: 'process_cpu_user_seconds_total',
  nodejs_heap_size_used_bytes: 'nodejs_heap_size_total_bytes',
  nodejs_external_memory_bytes: 'nodejs_heap_size_total_bytes',
}

/** Adds the figures of this process to a registry: memory, processor, descriptors, garbage, lag of the event loop. */
export function addProcessMetrics(registry: Registry): void {
  const all = new Registry()
  collectDefaultMetrics({ register: all })
  // Some exist on Linux only.
  for (const name of CHOSEN) {
    const metric = all.getSingleMetric(name)
    if (!metric) continue
    const setter = all.getSingleMetric(SETTERS[name] ?? '')
    if (setter) Object.assign(metric, { collect: () => setter.get() })
    registry.registerMetric(metric)
  }
}
