import 'server-only'
import { rmSync } from 'node:fs'
import { createPriceList, toRegion } from '@/lib/jobs/published-prices'
import { startSampleAccount } from '@/lib/sample-account/sample-account'
import { version } from '@/package.json'
import { createAudit } from '../auth/audit'
import { createAuth } from '../auth/auth'
import { getBoard } from '../board'
import { createDashScopeClient } from '../dashscope/client'
import type { Settings } from '../env.mjs'
import { createFrontDoor } from '../front-door/front-door'
import { createLog } from '../log'
import { createArchiver } from '../logs/archiver'
import { createCheckpointBook } from '../logs/checkpoint-book'
import { createLogBook } from '../logs/log-book'
import { createMetrics } from '../metrics/metrics'
import { watchClient } from '../metrics/watch-client'
import { systemClock } from '../mirror/clock'
import { createMirror } from '../mirror/mirror'
import { createReaders } from '../readers'
import { createSettingsRedactor } from '../settings-redactor'
import { openStore } from '../store/open-store'
import { SOURCE } from '../store/packed-jobs.mjs'
import { createBoardNotifier } from './create-board-notifier'
import { doTokenCommand } from './do-token-command'

/** Of all calls a second, those at most that go to logs which nobody asked for. */
const ARCHIVE_SHARE = 0.2
const DEMO_ARCHIVE_SHARE = 0.5

/** Makes the parts of this process, ties them together and starts the mirror. Ends the process where it cannot. */
export async function startBoard(): Promise<void> {
  try {
    await wireBoard()
  } catch (error) {
    // A throw in here would leave the process hanging without a word.
    console.error(`Tuneboard: ${error instanceof Error ? error.message : String(error)}`)
    process.exit(1)
  }
}

async function wireBoard(): Promise<void> {
  const board = getBoard()
  if (board.tokenCommand) return doTokenCommand(board.settings, board.tokenCommand)
  const sample = board.settings.demo
    ? await startSampleAccount({ jobs: board.settings.demoJobs, live: true })
    : null
  const settings: Settings = sample
    ? { ...board.settings, key: sample.key, baseUrl: sample.url }
    : board.settings
  // Sample data are made anew at each start; what was kept of the last would look like lost jobs.
  if (sample) removeSampleData(settings.databaseUrl)
  const log = createLog(settings.logLevel, createSettingsRedactor(settings))
  const metrics = createMetrics(version)
  const client = watchClient(createDashScopeClient({ ...settings, log }), metrics.noteCall)
  const store = await openStore(settings.databaseUrl, { log, ahead: await board.ahead })
  // It would be kept for good.
  board.ahead = null
  const mirror = createMirror({ ...settings, source: SOURCE, client, store, log })
  metrics.addMirror({ mirror, store, clock: Date.now })
  const names = { creator: settings.names, file: settings.names }
  const auth = await createAuth({ settings, records: store.auth, audit: createAudit(log), clock: Date.now })
  board.auth = auth
  const logParts = { ...settings, source: SOURCE, mirror, store, log, clock: systemClock }
  const logs = createLogBook(logParts)
  const checkpoints = createCheckpointBook(logParts)
  const archiver = createArchiver({
    ...logParts,
    logs,
    checkpoints,
    backfill: settings.logBackfill,
    callsPerSecond: settings.upstreamRps * (sample ? DEMO_ARCHIVE_SHARE : ARCHIVE_SHARE),
  })
  const services = {
    source: SOURCE,
    settings,
    log,
    mirror,
    store,
    metrics,
    logs,
    checkpoints,
    readers: createReaders(),
    prices: createPriceList(settings.prices.region ?? toRegion(settings.baseUrl), settings.prices.prices),
    names,
    clock: Date.now,
  }
  board.services = services
  const notifier = createBoardNotifier(services)
  board.stop = async () => {
    await notifier.stop()
    archiver.stop()
    await mirror.stop()
    await client.close()
    await store.close()
    await sample?.stop()
  }
  // Who asks earlier would be shown an empty account.
  await mirror.start()
  notifier.start()
  archiver.start()
  board.open(createFrontDoor(board, log, auth, metrics.noteAnswer))
}

/** Removes the sample account's own file, and what SQLite keeps beside it. */
function removeSampleData(databaseUrl: string): void {
  const path = databaseUrl.replace(/^file:/, '')
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
}
