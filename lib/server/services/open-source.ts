import 'server-only'
import type { Logger } from 'pino'
import { createDashScopeClient, type DashScopeClient } from '../dashscope/client'
import type { Settings } from '../env.mjs'
import { type Archiver, createArchiver } from '../logs/archiver'
import { type CheckpointBook, createCheckpointBook } from '../logs/checkpoint-book'
import { createLogBook, type LogBook } from '../logs/log-book'
import { type EndedCall, watchClient } from '../metrics/watch-client'
import { systemClock } from '../mirror/clock'
import { createMirror, type Mirror } from '../mirror/mirror'
import type { Publisher } from '../mirror/publisher'
import type { Source } from '../sources-file.mjs'
import type { JobStore } from '../store/store'

/** Of all calls a second, those at most that go to logs which nobody asked for. */
const ARCHIVE_SHARE = 0.2
const DEMO_ARCHIVE_SHARE = 0.5

/** An account with all that is its own: key, rate, breaker, mirror, logs. */
export type OpenSource = Pick<Source, 'name' | 'baseUrl' | 'workspace'> & {
  readonly client: DashScopeClient
  readonly mirror: Mirror
  readonly logs: LogBook
  readonly checkpoints: CheckpointBook
  readonly archiver: Archiver
}

/** Makes the parts of one account; none of them is started. */
export function openSource(
  { name, key, baseUrl, workspace }: Source,
  parts: {
    readonly settings: Settings
    readonly store: JobStore
    readonly log: Logger
    readonly onCall: (ended: EndedCall) => void
    /** Where the board shows several accounts: what shows them all. */
    readonly publisher: Publisher | null
  },
): OpenSource {
  const { settings, store, publisher } = parts
  const log = publisher ? parts.log.child({ source: name }) : parts.log
  const otherKeys = settings.sources.map((other) => other.key).filter((other) => other !== key)
  const client = watchClient(createDashScopeClient({ key, baseUrl, workspace, otherKeys, log }), parts.onCall)
  const mirror = createMirror({
    ...settings,
    source: name,
    client,
    store,
    log,
    ...(publisher ? { publisher } : {}),
  })
  const logParts = { ...settings, source: name, mirror, store, log, clock: systemClock }
  const logs = createLogBook(logParts)
  const checkpoints = createCheckpointBook(logParts)
  const archiver = createArchiver({
    ...logParts,
    source: publisher ? name : undefined,
    logs,
    checkpoints,
    backfill: settings.logBackfill,
    callsPerSecond: settings.upstreamRps * (settings.demo ? DEMO_ARCHIVE_SHARE : ARCHIVE_SHARE),
  })
  return { name, baseUrl, workspace, client, mirror, logs, checkpoints, archiver }
}
