import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { toMirroredJob } from '@/lib/jobs/job'
import { createPriceList } from '@/lib/jobs/published-prices'
import { defaultJobsQuery } from '@/lib/jobs/query'
import { toSnapshot } from '@/lib/jobs/snapshot'
import { exportJobs, toByteStream } from './export-jobs'
import type { Services } from './services'

const JOBS = process.env.FULL ? 100_000 : 20_000
/** Less than the texts of all of them. */
const MOST_EXTRA = 4 * 2 ** 20

it(`exports ${JOBS} jobs to a slow reader without growing`, async () => {
  const snapshot = toSnapshot(
    Array.from({ length: JOBS }, (_, at) =>
      toMirroredJob({
        job_id: `ft-${at}`,
        job_name: `nightly ${at}`,
        status: 'SUCCEEDED',
        base_model: 'qwen3-14b',
        create_time: '2026-11-23 00:00:00',
        end_time: '2026-11-23 01:00:00',
        usage: at,
        hyper_parameters: { n_epochs: 3, learning_rate: '1.6e-5', [`own_${at % 50}`]: at },
        message: 'x'.repeat(200),
      }),
    ),
    1,
  )
  const services = {
    mirror: {
      look() {},
      searchable: async () => {},
      status: () => ({ synced_at: 1, jobs: JOBS }),
      snapshot: () => snapshot,
    },
    prices: createPriceList('singapore', []),
    names: {},
    clock: () => 0,
  } as unknown as Services
  // What is garbage is not held; when it goes is the engine's affair.
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const measure = () => {
    collect()
    const { heapUsed, external, arrayBuffers } = process.memoryUsage()
    return heapUsed + external + arrayBuffers
  }
  // The index of the snapshot is the mirror's, not the export's.
  await exportJobs(services, { ...defaultJobsQuery(1), q: 'ft-1' }, 'csv').next()
  const before = measure()
  let most = 0
  let bytes = 0
  const reader = toByteStream(exportJobs(services, defaultJobsQuery(10), 'csv')).getReader()
  for (let pieces = 0; ; pieces++) {
    const { value, done } = await reader.read()
    if (done) break
    bytes += value.byteLength
    if (pieces % 100 === 0) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      most = Math.max(most, measure() - before)
    }
  }
  expect(bytes).toBeGreaterThan(JOBS * 250)
  expect(most).toBeLessThan(MOST_EXTRA)
})
