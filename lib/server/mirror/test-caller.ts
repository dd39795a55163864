import 'server-only'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { createDashScopeClient } from '../dashscope/client'
import { UpstreamError } from '../dashscope/upstream-error'
import { createCallCounter } from './call-counter'
import { createCaller } from './caller'
import { createLimiter } from './limiter'
import { createTestClock } from './test-clock'

/** A caller whose calls end as the test says, without a network. */
export function createSampleCaller({
  random = () => 1,
  mayCall = () => true,
}: {
  random?: () => number
  mayCall?: () => boolean
} = {}) {
  const clock = createTestClock()
  const log = pino({ level: 'silent' })
  const client = createDashScopeClient({
    baseUrl: 'http://127.0.0.1:9',
    key: 'sk-none',
    workspace: null,
    log,
  })
  onTestFinished(client.close)
  const caller = createCaller({
    client,
    limiter: createLimiter({ rps: 1_000, clock }),
    queueLimit: 100,
    counter: createCallCounter(clock),
    mayCall,
    clock,
    log,
    random,
  })
  return {
    caller,
    clock,
    /** Makes a call that fails with a status. */
    async fail(
      { httpStatus }: { httpStatus: number },
      subject: 'account' | 'job' = 'account',
    ): Promise<void> {
      const error = new UpstreamError({ kind: 'http', code: 'Code', message: 'message', httpStatus })
      const call = caller.call('refresh', subject, () => Promise.reject(error)).catch(() => {})
      await clock.advance(0)
      await call
    },
    /** Makes a call for a person; `meanwhile` runs while it is under way. */
    async answer(meanwhile: () => void = () => {}): Promise<void> {
      const call = caller.call('demand', 'account', async () => meanwhile())
      await Promise.all([call, clock.advance(0)])
    },
  }
}
