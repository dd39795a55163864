import type { ReactNode } from 'react'
import type { ToneCount } from './tone-counts'

/** The shares of a whole as one bar. Drawn only: the counts stand beside it in words. */
export function StatusBar({ tones, total }: { tones: readonly ToneCount[]; total: number }): ReactNode {
  let x = 0
  return (
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      {tones.map(({ tone, jobs }) => {
        const start = x
        const width = (100 * jobs) / total
        x += width
        return <rect key={tone} x={start} width={width} height="6" className={tone} />
      })}
    </svg>
  )
}
