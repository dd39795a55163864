import 'server-only'
import { readJobsQuery, toInvalidParameterMessage } from '@/lib/api/jobs-query'
import { toNoticeText } from '../notify/notice-text'
import { createNotifier, type Notifier } from '../notify/notifier'
import type { SharedServices } from './services'
import { toHome } from './to-home'

/** In notifications as in DashScope's data; no reader is there whose zone it could be. */
const ZONE = 'Asia/Shanghai'

/**
 * Makes the notifier that NOTIFY_FILE describes. Throws where a query in it cannot be read; all else in the file was
 * checked before anything was compiled.
 */
export function createBoardNotifier(services: SharedServices): Notifier {
  const { source, settings, log, mirror, store, metrics, names, readers } = services
  const { notify, host, port } = settings
  for (const { name, query } of notify) {
    const { problems } = readJobsQuery(new URLSearchParams(query), { page_size: 1 }, Date.now())
    if (problems.length > 0)
      throw new Error(`NOTIFY_FILE: query of ${name}: ${toInvalidParameterMessage(problems)}`)
  }
  const home = toHome(settings, `${host.includes(':') ? `[${host}]` : host}:${port}`)
  return createNotifier({
    targets: notify,
    source,
    store,
    mirror,
    names,
    log,
    toText: (event, { language }) => toNoticeText(event, readers.getReader(language, ZONE), home),
    onAttempt: metrics.noteNotification,
  })
}
