import 'server-only'
import { readJobsQuery, toInvalidParameterMessage } from '@/lib/api/jobs-query'
import { STANDARD_ZONE } from '@/lib/format/zone'
import { toNoticeText } from '../notify/notice-text'
import { createNotifier, createPace, type Notifier } from '../notify/notifier'
import type { SharedServices } from './services'
import { toHome } from './to-home'

/**
 * Makes the notifiers that NOTIFY_FILE describes, one an account. Throws where a query in it cannot be read; all else in
 * the file was checked before anything was compiled.
 */
export function createBoardNotifiers(services: SharedServices): Notifier[] {
  const { settings, log, sources, hasSources, store, metrics, names, readers } = services
  const { notify, host, port } = settings
  for (const { name, query } of notify) {
    const { problems } = readJobsQuery(new URLSearchParams(query), { page_size: 1, hasSources }, Date.now())
    if (problems.length > 0)
      throw new Error(`NOTIFY_FILE: query of ${name}: ${toInvalidParameterMessage(problems)}`)
  }
  const home = toHome(settings, `${host.includes(':') ? `[${host}]` : host}:${port}`)
  const pace = createPace()
  return sources.map(({ name, mirror }) =>
    createNotifier({
      targets: notify,
      source: name,
      label: hasSources ? name : undefined,
      pace,
      store,
      mirror,
      names,
      log,
      // As in DashScope's data; no reader is there whose zone it could be.
      toText: (event, { language }) => toNoticeText(event, readers.getReader(language, STANDARD_ZONE), home),
      onAttempt: metrics.noteNotification,
    }),
  )
}
