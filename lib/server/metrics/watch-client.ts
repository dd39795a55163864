import 'server-only'
import type { DashScopeClient } from '../dashscope/client'
import { UpstreamError } from '../dashscope/upstream-error'

/** One call to DashScope that has ended. */
export type EndedCall = {
  readonly call: 'list' | 'job' | 'logs' | 'checkpoints'
  /** `ok`, `http_429`, …, or the kind of failure where no whole answer came. */
  readonly result: string
  readonly seconds: number
}

/** The same client; `onEnd` is told of each call. One that we gave up ourselves has the result `aborted`. */
export function watchClient(client: DashScopeClient, onEnd: (ended: EndedCall) => void): DashScopeClient {
  const watched =
    <Asked extends unknown[], Answer>(call: EndedCall['call'], ask: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      const startedAt = performance.now()
      const end = (result: string) => onEnd({ call, result, seconds: (performance.now() - startedAt) / 1000 })
      try {
        const answer = await ask(...asked)
        end('ok')
        return answer
      } catch (error) {
        end(toResult(error))
        throw error
      }
    }
  return {
    listJobs: watched('list', client.listJobs),
    getJob: watched('job', client.getJob),
    getLogs: watched('logs', client.getLogs),
    getCheckpoints: watched('checkpoints', client.getCheckpoints),
    close: client.close,
  }
}

function toResult(error: unknown): string {
  if (!(error instanceof UpstreamError)) return 'failed'
  return error.kind === 'http' && error.httpStatus !== null
    ? `http_${error.httpStatus}`
    : error.kind.replaceAll('-', '_')
}
