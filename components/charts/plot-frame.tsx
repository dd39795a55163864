import type { ReactNode } from 'react'
import type { Axis } from '@/lib/charts/axis'
import './charts.css'

/** Pixels under a plot for the words of its x axis. */
const FOOT = 24

/**
 * Axes around a plot of `height` pixels: hairlines at the ticks of y, words at both. `children` are SVG, in per cent
 * from left to right and pixels from top to bottom; so nothing shrinks on a phone. `name` is what the picture shows,
 * for whoever cannot see it.
 */
export function PlotFrame({
  x,
  y,
  height,
  name,
  children,
}: {
  x: Pick<Axis, 'ticks'>
  y: Pick<Axis, 'ticks'>
  height: number
  name: string
  children: ReactNode
}): ReactNode {
  return (
    <div className="plot">
      <svg width="48" height={height + FOOT} aria-hidden="true">
        {y.ticks.map(({ at, text }) => (
          <text key={text} x="40" y={toTop(at, height)} dy="4" textAnchor="end">
            {text}
          </text>
        ))}
      </svg>
      <svg width="100%" height={height + FOOT} role="img" aria-label={name}>
        {y.ticks.map(({ at, text }) => (
          <line key={text} x2="100%" y1={toTop(at, height)} y2={toTop(at, height)} className="grid-line" />
        ))}
        {children}
        {x.ticks.map(({ at, text }) => (
          <text key={text} x={toPercent(at)} y={height + 20} textAnchor={toAnchor(at)}>
            {text}
          </text>
        ))}
      </svg>
    </div>
  )
}

/** A share of a plot's width as SVG takes it. */
export function toPercent(share: number): string {
  return `${Number((share * 100).toFixed(3))}%`
}

function toTop(share: number, height: number): number {
  return Number(((1 - share) * height).toFixed(1))
}

/** A word at the right end would leave the page; at the left there is the place of the y axis. */
function toAnchor(share: number): 'middle' | 'end' {
  return share > 0.98 ? 'end' : 'middle'
}
