import { type Axis, createAxis } from './axis'
import type { Point } from './point'
import type { Series } from './series'
import { toTickText } from './tick-text'

/** A line of a chart: `label` names it, `unit` of its x is the chart's. */
export type Curve = { readonly id: string; readonly label: string; readonly series: Series }

export type CurvesOptions = {
  /** Height of the plot in pixels, its units. Its width is {@link PLOT_WIDTH} units, stretched to whatever there is. */
  readonly height: number
  /** Whether the y axis is logarithmic. */
  readonly log?: boolean
  /** Weight of the moving average, 0 to below 1; what was measured stays beneath it, faint. */
  readonly smoothing?: number
  /** Most points drawn of a curve. */
  readonly limit?: number
  /** Says whole numbers, with their digits grouped. */
  readonly group: (value: number) => string
}

/** A curve made ready: paths in {@link PATH_STEPS}, and the points that it is made of. */
export type PreparedCurve = {
  readonly id: string
  readonly label: string
  /** Its place among the chart's curves, which settles colour and dash. */
  readonly index: number
  readonly path: string
  /** What was measured, where `path` is smoothed; else ''. */
  readonly faintPath: string
  /** Marks of a curve of few points: shares of width and height from the top left, 0 to 1. */
  readonly marks: readonly (readonly [left: number, top: number])[]
  /** The points drawn, as measured. */
  readonly points: readonly Point[]
  /** How many points there were. */
  readonly total: number
}

export type PreparedCurves = {
  readonly height: number
  readonly x: Axis
  readonly y: Axis
  readonly curves: readonly PreparedCurve[]
}

/** Units of a plot from left to right. */
export const PLOT_WIDTH = 1000
/** Steps of a path in a unit of its plot. */
export const PATH_STEPS = 10

/** A curve of so few points shows each, and is not smoothed. */
const MARKED = 32

/** Makes curves ready to draw over each other on shared axes. Curves without any value are left out. */
export function prepareCurves(curves: readonly Curve[], options: CurvesOptions): PreparedCurves {
  const { height, log = false, smoothing = 0, limit = 400, group } = options
  const placed = curves
    .map((curve, index) => ({ ...curve, index }))
    .filter(({ series }) => series.ys.some((y) => !Number.isNaN(y)))
  const format = (value: number, step: number) => toTickText(value, step, group)
  const x = createAxis(
    placed.flatMap(({ series }) => toEnds(series)),
    { count: 6, format },
  )
  const y = createAxis(toValues(placed), { count: 5, log, nice: true, format })
  const toPath = createPath(x, y, height)
  return {
    height,
    x,
    y,
    curves: placed.map(({ id, label, index, series }) => {
      const thinned = series.thin(limit)
      const isSmoothed = smoothing > 0 && series.total > MARKED
      const shown = isSmoothed ? series.thinSmoothed(smoothing, limit) : thinned
      return {
        id,
        label,
        index,
        path: toPath(shown),
        faintPath: isSmoothed ? toPath(thinned) : '',
        marks: series.total <= MARKED ? toMarks(thinned, x, y) : [],
        points: thinned,
        total: series.total,
      }
    }),
  }
}

/** The first and the last place that has a value. */
function toEnds({ xs, ys }: Series): number[] {
  const isKnown = (y: number) => !Number.isNaN(y)
  return [xs[ys.findIndex(isKnown)], xs[ys.findLastIndex(isKnown)]].filter((x) => x !== undefined)
}

function* toValues(curves: readonly Curve[]): Iterable<number> {
  for (const { series } of curves) yield* series.ys
}

/** Makes what draws points as a path: whole steps from point to point, which take half the bytes of places. */
function createPath(x: Axis, y: Axis, height: number): (points: readonly Point[]) => string {
  const toStep = (units: number) => Math.round(units * PATH_STEPS)
  return (points) => {
    let path = ''
    /** Points since the pen was last set down. */
    let drawn = 0
    let [atX, atY] = [0, 0]
    // One alone is a line to itself, which shows as a dot.
    const lift = () => {
      if (drawn === 1) path += 'z'
      drawn = 0
    }
    for (const [at, value] of points) {
      const share = value === null ? null : y.toShare(value)
      if (share === null) {
        lift()
        continue
      }
      const [toX, toY] = [toStep((x.toShare(at) ?? 0) * PLOT_WIDTH), toStep((1 - share) * height)]
      path += drawn === 0 ? `M${toX} ${toY}` : toPair(drawn === 1 ? 'l' : ' ', toX - atX, toY - atY)
      drawn += 1
      atX = toX
      atY = toY
    }
    lift()
    return path
  }
}

/** Two numbers of a path; a sign parts them as well as a space does. */
function toPair(before: string, x: number, y: number): string {
  return `${before === ' ' && x < 0 ? '' : before}${x}${y < 0 ? '' : ' '}${y}`
}

function toMarks(points: readonly Point[], x: Axis, y: Axis): (readonly [number, number])[] {
  return points.flatMap(([at, value]) => {
    const [left, up] = [x.toShare(at), value === null ? null : y.toShare(value)]
    return left === null || up === null ? [] : [[left, 1 - up] as const]
  })
}
