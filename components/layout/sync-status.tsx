'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type MouseEvent, type ReactNode, useState } from 'react'
import { isList } from '@/components/ui/address'
import { useSurroundings } from '@/components/ui/surroundings'
import { useNow } from '@/components/ui/use-now'
import type { MirrorState } from '@/lib/api/mirror-state'
import { fetchJson } from '@/lib/client/fetch-json'
import { mirrorQueryOptions } from '@/lib/client/mirror-query-options'

/**
 * When the mirror was last true, and a way to ask DashScope now. `initial` is the server's state at the first paint;
 * `refreshHref` does without scripts what the button does with them.
 */
export function SyncStatus({
  initial,
  refreshHref,
}: {
  initial: MirrorState
  refreshHref: string
}): ReactNode {
  const { reader, now: serverNow } = useSurroundings()
  const { t } = reader
  const router = useRouter()
  const client = useQueryClient()
  const { data: mirror } = useQuery(mirrorQueryOptions(initial))
  const now = useNow(serverNow, 1)
  const [asking, setAsking] = useState(false)

  async function refresh(event: MouseEvent) {
    event.preventDefault()
    if (asking) return
    setAsking(true)
    // What the answer says of the mirror is shown by whoever shows the data; a failure is part of it.
    await fetchJson('/api/v1/fine-tunes?refresh=true&page_size=1', AbortSignal.timeout(10_000)).catch(
      () => null,
    )
    await client.invalidateQueries({ queryKey: ['jobs'] })
    if (!isList()) router.refresh()
    setAsking(false)
  }

  const words =
    mirror.synced_at === null
      ? t('header.never')
      : t('header.synced', {
          since: reader.ago(Date.parse(mirror.synced_at), Math.max(now, Date.parse(mirror.synced_at))),
        })
  return (
    <>
      <span className="flex items-center gap-2" title={words}>
        <span
          aria-hidden="true"
          className={`size-2 ${mirror.stale ? 'rotate-45 bg-waiting' : mirror.complete ? 'rounded-full bg-succeeded' : 'rounded-full border-2 border-running'}`}
        />
        {/* Room for what it grows to within the hour, so that nothing moves while it counts. */}
        <span className="wide:min-w-[15ch] wide:[&:lang(zh)]:min-w-[11ch] phone:sr-only">{words}</span>
        {mirror.stale && mirror.synced_at !== null && (
          <span className="whitespace-nowrap font-medium text-waiting">{t('header.stale')}</span>
        )}
      </span>
      <a
        href={refreshHref}
        onClick={refresh}
        aria-label={t('header.refresh')}
        title={t('header.refresh')}
        className="flex size-8 items-center justify-center rounded-control hover:bg-hover phone:size-11"
      >
        <span aria-hidden="true" className={`icon icon-refresh-cw size-3.5 ${asking ? 'turning' : ''}`} />
      </a>
    </>
  )
}
