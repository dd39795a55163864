import 'server-only'
import { UpstreamError } from '../dashscope/upstream-error'
import type { Clock } from './clock'

/** Waits for something at most so many milliseconds; then fails with `Timeout`, while the thing itself goes on. */
export function within<T>(ms: number, clock: Clock, wanted: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => {
      const message = `DashScope has not answered within ${ms / 1000} s; the question stands.`
      reject(new UpstreamError({ kind: 'timeout', code: 'Timeout', message }))
    })
    wanted.then(resolve, reject).finally(cancel)
  })
}
