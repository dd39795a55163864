import type { ReactNode } from 'react'
import type { Axis } from '@/lib/charts/axis'
import type { ChartView } from '@/lib/charts/chart-view'
import { toNumberRows } from '@/lib/charts/number-rows'
import { packPoints } from '@/lib/charts/packed-points'
import type { AxisEnds } from '@/lib/charts/place'
import { type Curve, type PreparedCurves, prepareCurves } from '@/lib/charts/prepare-curves'
import type { Reader } from '@/lib/format/reader'
import { ChartProbe, type ProbedCurve } from './chart-probe'
import { CurveLines } from './curve-lines'
import { NumbersTable } from './numbers-table'
import { PlotFrame } from './plot-frame'
import { Swatch } from './swatch'

/** Rows of the table beneath a chart. */
const TABLE_ROWS = 120

/**
 * Curves over each other with their legend, exact values on demand, and the same numbers as a table where `view` asks
 * for it. `id` tells the figures of a page apart. `notes` follow the curves' names in the legend; `children` stand at
 * the right of it.
 */
export function CurvesFigure({
  id,
  title,
  curves,
  notes = [],
  xLabel,
  height,
  view,
  toHref,
  limit = 400,
  reader,
  children,
}: {
  id: string
  title: string
  curves: readonly Curve[]
  notes?: readonly string[]
  xLabel: string
  height: number
  view: ChartView
  toHref: (view: ChartView) => string
  limit?: number
  reader: Reader
  children?: ReactNode
}): ReactNode {
  const { t } = reader
  const prepared = prepareCurves(curves, {
    height,
    log: view.log,
    smoothing: view.smooth,
    limit,
    group: reader.number,
  })
  const name = t('curves.name', { title, x: xLabel })
  const numbers = t(view.numbers ? 'curves.numbersHidden' : 'curves.numbers')
  return (
    <figure id={id}>
      <figcaption className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <strong className="font-semibold text-ink2">{title}</strong>
        {prepared.curves.map(({ id, label, index }) => (
          <span key={id} className="flex min-w-0 items-center gap-2 text-ink2">
            <Swatch index={index} />
            <bdi className="truncate">{label}</bdi> {notes[index]}
          </span>
        ))}
        {children && (
          <span className="ml-auto flex min-w-0 max-w-full flex-wrap gap-2 phone:ml-0">{children}</span>
        )}
      </figcaption>
      <div className="relative">
        <PlotFrame x={prepared.x} y={prepared.y} height={height} name={name}>
          <CurveLines prepared={prepared} />
        </PlotFrame>
        <ChartProbe
          curves={toProbed(prepared)}
          x={toEnds(prepared.x)}
          y={toEnds(prepared.y)}
          height={height}
          name={name}
          xLabel={xLabel}
          hint={t('curves.hint')}
        />
      </div>
      <a
        href={`${toHref({ ...view, numbers: !view.numbers })}#${encodeURIComponent(id)}`}
        aria-label={`${numbers} · ${name}`}
        className="numbers-link quiet-link inline-block py-1 text-aside text-ink2"
      >
        {numbers}
      </a>
      {view.numbers && (
        <NumbersTable
          caption={name}
          xLabel={xLabel}
          labels={curves.map(({ label }) => label)}
          rows={toNumberRows(curves, TABLE_ROWS)}
          reader={reader}
        />
      )}
    </figure>
  )
}

function toProbed({ curves, y }: PreparedCurves): ProbedCurve[] {
  return curves.map(({ label, index, points }) => ({
    label,
    index,
    points: packPoints(
      points.flatMap(([at, value]) =>
        value === null || y.toShare(value) === null ? [] : [[at, value] as const],
      ),
    ),
  }))
}

function toEnds({ domain, log }: Axis): AxisEnds {
  return { domain, log }
}
