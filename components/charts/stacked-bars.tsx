import type { ReactNode } from 'react'
import type { PreparedBars } from '@/lib/charts/stacked-bars'
import { PlotFrame, toPercent } from './plot-frame'

/** What a part of a bar shows: the series whose colour it has, what it says, and what lies behind it. */
export type DrawnPart = {
  readonly key: string
  readonly value: number
  /** Its place among the series; beyond {@link MOST_SERIES} it is one of the others. */
  readonly index: number
  readonly title: string
  readonly href: string | null
}

/** So many series have a colour of their own. */
export const MOST_SERIES = 4

/** Stacked bars with their axes. Each part says its count and leads to what lies behind it. */
export function StackedBars({
  prepared,
  name,
}: {
  prepared: PreparedBars<DrawnPart>
  name: string
}): ReactNode {
  return (
    <div className="stacked-bars">
      <PlotFrame x={prepared.x} y={prepared.y} height={prepared.height} name={name}>
        {null}
      </PlotFrame>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the plot has the name, and each part its own */}
      <svg width="100%" height={prepared.height} className="bars">
        {prepared.bars.flatMap(({ key, left, width, parts }) =>
          parts.map(({ part, top, height }) => {
            const rect = (
              <rect
                x={toPercent(left)}
                width={toPercent(width)}
                y={top}
                height={Math.max(1, height - 1)}
                rx="2"
                className={toSeriesClass(part.index)}
              >
                <title>{part.title}</title>
              </rect>
            )
            return part.href === null ? (
              <g key={`${key} ${part.key}`}>{rect}</g>
            ) : (
              // The table has the same links for a keyboard; hundreds of stops here would be in the way.
              <a key={`${key} ${part.key}`} href={part.href} tabIndex={-1} aria-label={part.title}>
                {rect}
              </a>
            )
          }),
        )}
      </svg>
    </div>
  )
}

/** The colour of a series, beside its name. */
export function BarSwatch({ index }: { index: number }): ReactNode {
  return (
    <svg width="10" height="10" aria-hidden="true" className="bars shrink-0">
      <rect width="10" height="10" rx="3" className={toSeriesClass(index)} />
    </svg>
  )
}

function toSeriesClass(index: number): string {
  return index < MOST_SERIES ? `bar-${index}` : 'bar-others'
}
