import type { ReactNode } from 'react'
import { toNumberRows } from '@/lib/charts/number-rows'
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
 * Curves over each other with their legend, exact values on demand, and the same numbers as a table. `notes` follow
 * the curves' names in the legend; `children` stand at the right of it.
 */
export function CurvesFigure({
  title,
  curves,
  notes = [],
  xLabel,
  height,
  log,
  smoothing,
  limit = 400,
  reader,
  children,
}: {
  title: string
  curves: readonly Curve[]
  notes?: readonly string[]
  xLabel: string
  height: number
  log: boolean
  smoothing: number
  limit?: number
  reader: Reader
  children?: ReactNode
}): ReactNode {
  const { t } = reader
  const prepared = prepareCurves(curves, { height, log, smoothing, limit, group: reader.number })
  const name = t('curves.name', { title, x: xLabel })
  const rows = toNumberRows(curves, TABLE_ROWS)
  return (
    <figure>
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
          height={height}
          name={name}
          xLabel={xLabel}
          hint={t('curves.hint')}
        />
      </div>
      <NumbersTable
        caption={name}
        summary={t('curves.numbers', { count: rows.length })}
        xLabel={xLabel}
        labels={curves.map(({ label }) => label)}
        rows={rows}
        reader={reader}
      />
    </figure>
  )
}

function toProbed({ curves, x, y }: PreparedCurves): ProbedCurve[] {
  return curves.map(({ label, index, points }) => ({
    label,
    index,
    points: points.flatMap(([at, value]) => {
      const [left, up] = [x.toShare(at), value === null ? null : y.toShare(value)]
      return left === null || up === null || value === null
        ? []
        : [[at, value, Number(left.toFixed(4)), Number((1 - up).toFixed(4))] as const]
    }),
  }))
}
