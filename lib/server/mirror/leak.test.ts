import { readdirSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { startTestMirror, toAccountIds, toLiveIds } from './test-mirror'

const HOUR = 3_600_000
const HOURS = process.env.SOAK ? 24 : 2

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

it(`holds on to nothing in ${HOURS} simulated hours of which one call in a hundred fails`, {
  timeout: 1_200_000,
}, async () => {
  const { account, mirror, clock } = await startTestMirror({
    jobs: 500,
    rps: 50,
    refreshSeconds: 60,
    keepsLog: false,
  })
  let calls = 0
  account.fault({ kind: 'status', status: 500, when: () => ++calls % 100 === 0 })
  void mirror.start()
  const before: Sample[] = []
  const loop = monitorEventLoopDelay({ resolution: 10 })
  for (let hour = 0; hour < HOURS; hour++) {
    if (hour === 1) loop.enable()
    for (let minute = 0; minute < 60; minute++) {
      mirror.look()
      if (minute % 10 === 0) account.add({ status: 'SUCCEEDED' })
      if (minute % 10 === 5) account.remove(account.jobs().at(-1)?.job_id ?? '')
      await clock.advance(HOUR / 60)
    }
    before.push(take())
  }
  loop.disable()
  const [first, last] = [before[0], before.at(-1)]
  if (!first || !last) throw new Error('no hour has passed')
  const growth = (last.heap - first.heap) / (HOURS - 1) / 1e6
  const p99 = loop.percentile(99) / 1e6
  console.log(
    `${HOURS} simulated hours, ${calls} calls: ${growth.toFixed(2)} MB an hour, handles ${first.handles} then ${last.handles}, files ${first.files} then ${last.files}, event loop p99 ${p99.toFixed(0)} ms`,
  )
  expect(calls).toBeGreaterThan(100 * HOURS)
  expect(growth).toBeLessThan(1)
  expect(last.handles).toBeLessThanOrEqual(first.handles + 2)
  expect(last.files).toBeLessThanOrEqual(first.files + 5)
  account.fault(null)
  await clock.advance(2 * HOUR)
  expect(toLiveIds(mirror)).toEqual(toAccountIds(account))
})

type Sample = { readonly heap: number; readonly handles: number; readonly files: number }

/** What is held on to: bytes, timers and sockets, open files. */
function take(): Sample {
  collect()
  collect()
  const files = process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0
  return { heap: process.memoryUsage().heapUsed, handles: process.getActiveResourcesInfo().length, files }
}
