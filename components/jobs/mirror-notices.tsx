import type { ReactNode } from 'react'
import { toErrorWords } from '@/components/states/error-words'
import { type Failure, FailureDetails } from '@/components/states/failure-panel'
import { Notice } from '@/components/states/notice'
import type { MirrorState } from '@/lib/api/mirror-state'
import type { Reader } from '@/lib/format/reader'

/** How far the data can be trusted, where that needs saying: a first sweep under way, or trouble upstream. */
export function MirrorNotices({
  mirror,
  failure,
  now,
  reader,
}: {
  mirror: MirrorState
  /** Of this tab's last request to the board. */
  failure: Failure | null
  now: number
  reader: Reader
}): ReactNode {
  const { t } = reader
  const { error, sweep } = mirror
  const words = error && toErrorWords(error.code, t)
  const since = mirror.synced_at === null ? null : reader.ago(Date.parse(mirror.synced_at), now)
  return (
    <>
      {failure && (
        <Notice tone="trouble" title={t('states.tabBehind')}>
          {toErrorWords(failure.code, t)?.action ?? failure.message}{' '}
          <FailureDetails failure={failure} t={t} />
        </Notice>
      )}
      {mirror.stale && (
        <Notice tone="trouble" title={since === null ? t('states.never') : t('states.stale', { since })}>
          {words ? `${words.meaning} ${words.action}` : (error?.message ?? t('states.late'))}
          {error && <FailureDetails failure={{ ...error, ours: false }} t={t} />}
        </Notice>
      )}
      {!mirror.complete && (
        <Notice tone="info" title={t('states.sweep')}>
          {sweep
            ? t('states.sweep.progress', { seen: sweep.seen, total: sweep.total })
            : t('states.sweep.begins')}{' '}
          <progress
            aria-label={t('states.sweep')}
            max={sweep?.total ?? 1}
            {...(sweep ? { value: sweep.seen } : {})}
            className="ml-1 h-1.5 w-32 align-middle"
          />
        </Notice>
      )}
    </>
  )
}
