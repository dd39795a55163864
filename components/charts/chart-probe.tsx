'use client'

import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo, useState } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'
import { unpackPoints } from '@/lib/charts/packed-points'
import { type AxisEnds, toShare } from '@/lib/charts/place'
import { toPercent } from './plot-frame'
import { Swatch } from './swatch'

/** A drawn curve: its numbers by x, as {@link packPoints} writes them. */
export type ProbedCurve = { readonly label: string; readonly index: number; readonly points: string }

const STEPS: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** Exact values of a chart where the pointer is, or by arrow keys. Lies over a plot of `height` pixels. */
export function ChartProbe({
  curves: packed,
  x,
  y,
  height,
  name,
  xLabel,
  hint,
}: {
  curves: readonly ProbedCurve[]
  x: AxisEnds
  y: AxisEnds
  height: number
  name: string
  xLabel: string
  /** Stands in the place of the values until there are some. */
  hint: string
}): ReactNode {
  const { reader } = useSurroundings()
  const curves = useMemo(
    () => packed.map(({ points, ...curve }) => ({ ...curve, points: unpackPoints(points) })),
    [packed],
  )
  const places = useMemo(
    () => [...new Set(curves.flatMap(({ points }) => points.map(([at]) => at)))].sort((a, b) => a - b),
    [curves],
  )
  const [at, setAt] = useState<number | null>(null)
  const place = at === null ? undefined : places[at]
  const hits =
    place === undefined
      ? []
      : curves.flatMap(({ points, ...curve }) => {
          const point = points[toNearest(points, ([at]) => at, place)]
          return point ? [{ ...curve, point }] : []
        })
  const values = hits.map(({ label, index, point: [at, value] }) => ({
    index,
    text: `${label} ${reader.number(value)}${at === place ? '' : ` (${reader.number(at)})`}`,
  }))
  const head = place === undefined ? '' : `${xLabel} ${reader.number(place)}`
  const toLeft = (at: number) => toShare(x, at) ?? 0

  function follow(event: PointerEvent<HTMLElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setAt(toNearest(places, toLeft, (event.clientX - left) / width))
  }

  function step(event: KeyboardEvent) {
    const by = STEPS[event.key]
    if (by === undefined) return
    event.preventDefault()
    setAt(Math.max(0, Math.min(places.length - 1, (at ?? (by > 0 ? -1 : places.length)) + by)))
  }

  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, places.length - 1)}
        aria-valuenow={at ?? 0}
        aria-valuetext={head ? [head, ...values.map(({ text }) => text)].join(', ') : hint}
        className="probe scripts-only"
        onPointerMove={follow}
        onPointerDown={follow}
        onPointerLeave={(event) => event.pointerType === 'mouse' && setAt(null)}
        onKeyDown={step}
      >
        <svg width="100%" height={height} aria-hidden="true">
          {place !== undefined && (
            <line x1={toPercent(toLeft(place))} x2={toPercent(toLeft(place))} y2={height} />
          )}
          {hits.map(({ index, point: [at, value] }) => (
            <g key={index} className={`series series-${index % 8}`}>
              <circle cx={toPercent(toLeft(at))} cy={(1 - (toShare(y, value) ?? 0)) * height} r="4" />
            </g>
          ))}
        </svg>
      </div>
      <p aria-hidden="true" className="readout scripts-only">
        {head ? <strong className="font-medium text-ink">{head}</strong> : hint}
        {values.map(({ index, text }) => (
          <span key={index} className="flex items-center gap-1.5">
            <Swatch index={index} /> {text}
          </span>
        ))}
      </p>
    </>
  )
}

/** Index of the item whose number, ascending through the list, is nearest. */
function toNearest<Item>(items: readonly Item[], toNumber: (item: Item) => number, wanted: number): number {
  let [low, high] = [0, items.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    const item = items[middle]
    if (item !== undefined && toNumber(item) < wanted) low = middle
    else high = middle
  }
  const [before, after] = [items[low], items[high]]
  if (before === undefined || after === undefined) return low
  return wanted - toNumber(before) <= toNumber(after) - wanted ? low : high
}
