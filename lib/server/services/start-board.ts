import 'server-only'
import { rmSync } from 'node:fs'
import type { MirroredJob } from '@/lib/jobs/job'
import { createPriceLists } from '@/lib/jobs/published-prices'
import { startSampleAccount } from '@/lib/sample-account/sample-account'
import { version } from '@/package.json'
import { createAudit } from '../auth/audit'
import { createAuth } from '../auth/auth'
import { getBoard } from '../board'
import type { Settings } from '../env.mjs'
import { createFrontDoor } from '../front-door/front-door'
import { createLog } from '../log'
import { createMetrics } from '../metrics/metrics'
import { systemClock } from '../mirror/clock'
import { createPublisher } from '../mirror/publisher'
import { createReaders } from '../readers'
import { createSettingsRedactor } from '../settings-redactor'
import { DEFAULT_SOURCE } from '../sources-file.mjs'
import { openStore } from '../store/open-store'
import { createBoardMirror } from './board-mirror'
import { createBoardNotifiers } from './create-board-notifiers'
import { doTokenCommand } from './do-token-command'
import { type OpenSource, openSource } from './open-source'
import type { SharedServices } from './services'
import { toSourceOf } from './source-of'

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
    ? {
        ...board.settings,
        sources: [{ name: DEFAULT_SOURCE, key: sample.key, baseUrl: sample.url, workspace: null }],
      }
    : board.settings
  // Sample data are made anew at each start; what was kept of the last would look like lost jobs.
  if (sample) removeSampleData(settings.databaseUrl)
  const log = createLog(settings.logLevel, createSettingsRedactor(settings))
  const isSeveral = settings.sources.length > 1
  const metrics = createMetrics(version, { isSeveral })
  const store = await openStore(settings.databaseUrl, { log, ahead: await board.ahead })
  // It would be kept for good.
  board.ahead = null
  const publisher = isSeveral ? createPublisher(systemClock) : null
  const sources = settings.sources.map((source) =>
    openSource(source, {
      settings,
      store,
      log,
      publisher,
      onCall: (ended) => metrics.noteCall(ended, source.name),
    }),
  )
  metrics.addMirrors({ sources, store, clock: Date.now })
  const names = { creator: settings.names, file: settings.names }
  const auth = await createAuth({ settings, records: store.auth, audit: createAudit(log), clock: Date.now })
  board.auth = auth
  const services = {
    settings,
    log,
    mirror: publisher ? createBoardMirror(sources, publisher) : toSourceOf(sources, {}).mirror,
    sources,
    hasSources: isSeveral,
    store,
    metrics,
    ...toBooks(sources),
    readers: createReaders(),
    prices: createPriceLists(settings.sources, settings.prices.region, settings.prices.prices),
    names,
    clock: Date.now,
  }
  board.services = services
  const notifiers = createBoardNotifiers(services)
  board.stop = async () => {
    await Promise.all(notifiers.map((notifier) => notifier.stop()))
    for (const { archiver } of sources) archiver.stop()
    await Promise.all(sources.map(({ mirror }) => mirror.stop()))
    await Promise.all(sources.map(({ client }) => client.close()))
    await store.close()
    await sample?.stop()
  }
  // A first snapshot is cheap, and every later one is shown only once it can be searched.
  const show = publisher?.hold()
  // Who asks earlier would be shown an empty account.
  await Promise.all(sources.map(({ mirror }) => mirror.start()))
  await show?.()
  for (const notifier of notifiers) notifier.start()
  for (const { archiver } of sources) archiver.start()
  board.open(createFrontDoor(board, log, auth, metrics.noteAnswer))
}

/** The logs and checkpoints of all accounts: of each job those that its own account has. */
function toBooks(sources: readonly OpenSource[]): Pick<SharedServices, 'logs' | 'checkpoints'> {
  const of = (entry: MirroredJob) => toSourceOf(sources, entry)
  return {
    logs: {
      read: (entry, ...asked) => of(entry).logs.read(entry, ...asked),
      numbers: (entry) => of(entry).logs.numbers(entry),
      archive: (entry) => of(entry).logs.archive(entry),
    },
    checkpoints: {
      read: (entry, ...asked) => of(entry).checkpoints.read(entry, ...asked),
      archive: (entry) => of(entry).checkpoints.archive(entry),
    },
  }
}

/** Removes the sample account's own file, and what SQLite keeps beside it. */
function removeSampleData(databaseUrl: string): void {
  const path = databaseUrl.replace(/^file:/, '')
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
}
