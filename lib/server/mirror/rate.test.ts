import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { startSampleAccount } from '@/lib/sample-account/sample-account'
import { createDashScopeClient } from '../dashscope/client'
import { createMemoryStore } from '../store/memory-store'
import { createMirror } from './mirror'

it('never calls more often than allowed, whoever asks, in real time', async () => {
  const rps = 20
  const account = await startSampleAccount({ jobs: 5000, latencyMs: 30 })
  const log = pino({ level: 'silent' })
  const client = createDashScopeClient({ baseUrl: account.url, key: account.key, workspace: null, log })
  const mirror = createMirror({
    source: 'default',
    client,
    store: createMemoryStore(),
    refreshSeconds: 1,
    sweepSeconds: 1,
    upstreamRps: rps,
    log,
  })
  onTestFinished(async () => {
    await mirror.stop()
    await client.close()
    await account.stop()
  })
  mirror.start()
  mirror.look()
  const asked = Array.from({ length: 10 }, (_, number) => [
    mirror.findJob(`ft-${number}`),
    mirror.listLive({ page_no: number + 1, page_size: 10 }),
    mirror.refresh(),
  ])
  await Promise.all(asked.flat())
  const times = account.calls.map((call) => call.at)
  expect(times.length).toBeGreaterThan(20)
  for (const from of times)
    expect(times.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(rps)
}, 20_000)
