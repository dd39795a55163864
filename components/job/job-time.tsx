import type { ReactNode } from 'react'
import type { Reader } from '@/lib/format/reader'

/**
 * A moment (ms since 1970): relative to `now`, or exact with its zone when `exact`. The other form is its title, and
 * a tap on the time switches where the page listens for it. A dash where none is known.
 */
export function JobTime({
  time,
  now,
  exact,
  reader,
}: {
  time: number | null
  now: number
  exact: boolean
  reader: Reader
}): ReactNode {
  if (time === null) return <Unknown reader={reader} />
  const words = [reader.ago(time, now), reader.exact(time)] as const
  return (
    <time
      dateTime={new Date(time).toISOString()}
      title={exact ? words[0] : words[1]}
      data-time=""
      className="whitespace-nowrap"
    >
      {exact ? words[1] : words[0]}
    </time>
  )
}

/** Not said by DashScope: a dash for the eye, a word for the ear. Never 0. */
export function Unknown({ reader }: { reader: Reader }): ReactNode {
  return (
    <span role="img" aria-label={reader.t('common.unknown')} className="text-ink3">
      –
    </span>
  )
}
