import 'server-only'
import type { MirrorState } from '@/lib/api/mirror-state'
import type { MirrorStatus } from '../mirror/status'
import type { SharedServices } from './services'

/** The state of the mirror as answers tell it: of the accounts that a query names in `sources`, or of all. */
export function toMirrorState(
  { mirror, store }: Pick<SharedServices, 'mirror' | 'store'>,
  sources: readonly string[] = [],
): MirrorState {
  const problem = store.problem()
  const status = mirror.status(sources)
  return {
    ...toState(status),
    ...(problem ? { store: { code: problem.code, message: problem.message } } : {}),
    ...(status.sources
      ? { sources: status.sources.map((one) => ({ name: one.name, ...toState(one) })) }
      : {}),
  }
}

function toState({ synced_at, complete, stale, jobs, error, sweep }: MirrorStatus) {
  return {
    synced_at: synced_at === null ? null : new Date(synced_at).toISOString(),
    complete,
    stale,
    jobs,
    ...(sweep && !complete
      ? { sweep: { seen: sweep.seen, total: Math.max(sweep.seen, sweep.total ?? 0) } }
      : {}),
    ...(error
      ? {
          error: {
            code: error.code,
            message: error.message,
            ...(error.request_id ? { request_id: error.request_id } : {}),
          },
        }
      : {}),
  }
}

/** The state without the times that differ between equal answers. */
export function toTimelessState({ synced_at: _, sources, ...state }: MirrorState): object {
  return { ...state, ...(sources ? { sources: sources.map(({ synced_at: __, ...one }) => one) } : {}) }
}
