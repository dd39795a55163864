import type { ReactNode } from 'react'
import type { Failure } from '@/components/states/failure'
import { FailureDetails } from '@/components/states/failure-details'
import { FailureWords } from '@/components/states/failure-words'
import { Notice } from '@/components/states/notice'
import type { MirrorState } from '@/lib/api/mirror-state'
import type { Reader } from '@/lib/format/reader'

/** How far the data can be trusted, where that needs saying: a first sweep under way, or trouble on the way. */
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
  const { sweep, sources } = mirror
  return (
    <>
      {failure && <Trouble title={t('states.tabBehind')} failure={failure} reader={reader} />}
      {(sources ?? [mirror]).map(
        (source) =>
          source.stale && (
            <Trouble
              key={toName(source)}
              title={toStaleWords(source, now, reader)}
              failure={
                source.error
                  ? { ...source.error, ours: false }
                  : { code: '', message: t('states.late'), ours: true }
              }
              reader={reader}
            />
          ),
      )}
      {mirror.store && (
        <Trouble title={t('states.store')} failure={{ ...mirror.store, ours: true }} reader={reader} />
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

/** One of several accounts, or the only one. */
type Told = MirrorState | NonNullable<MirrorState['sources']>[number]

const toName = (source: Told) => ('name' in source ? source.name : '')

function toStaleWords(source: Told, now: number, { t, ago }: Reader): string {
  const words =
    source.synced_at === null
      ? t('states.never')
      : t('states.stale', { since: ago(Date.parse(source.synced_at), now) })
  const name = toName(source)
  return name ? t('states.ofSource', { name, words }) : words
}

function Trouble({ title, failure, reader }: { title: string; failure: Failure; reader: Reader }): ReactNode {
  return (
    <Notice tone="trouble" title={title}>
      <FailureWords failure={failure} />
      {failure.code && <FailureDetails failure={failure} t={reader.t} />}
    </Notice>
  )
}
