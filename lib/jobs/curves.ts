import type { Point } from '../charts/point'
import { createSeries, type Series } from '../charts/series'
import type { MetricPoint } from './training-log'

/** Curves that belong on the same axes: a series and the same series as evaluated. */
export type CurveGroup = { readonly name: string; readonly series: readonly string[] }

/** How the x axis counts: `counted` steps are lines that tell a training loss, where the log itself counts none. */
export type CurveAxis = 'epoch' | 'step' | 'counted'

const PLACES = new Set(['line', 'epoch', 'step', 'global_step', 'max_steps'])
/** What a reader looks for first; the rest follows in the log's order. */
const FIRST = ['loss', 'reward', 'learning_rate']
const EVAL = 'eval_'

/** Every numeric series of a log with at least two known values, in groups. */
function selectCurveGroups(points: readonly MetricPoint[]): CurveGroup[] {
  const counts = new Map<string, number>()
  for (const point of points)
    for (const [name, value] of Object.entries(point))
      if (value !== null && !PLACES.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const series = [...counts].filter(([, count]) => count > 1).map(([name]) => name)
  const groups = [...new Set(series.map((name) => (name.startsWith(EVAL) ? name.slice(EVAL.length) : name)))]
  const order = [...FIRST.filter((name) => groups.includes(name)), ...groups]
  return [...new Set(order)].map((name) => ({
    name,
    series: [name, `${EVAL}${name}`].filter((each) => series.includes(each)),
  }))
}

/** The axis that the points can be put on: the wanted one where the log tells it. */
function selectCurveAxis(points: readonly MetricPoint[], wanted: 'epoch' | 'step'): CurveAxis {
  if (wanted === 'epoch' && points.some(({ epoch }) => typeof epoch === 'number')) return 'epoch'
  return points.some((point) => toStep(point) !== null) ? 'step' : 'counted'
}

/** The points of a series. Those whose place on the axis the log does not tell are left out. */
function toCurvePoints(points: readonly MetricPoint[], series: string, axis: CurveAxis): Point[] {
  let counted = 0
  return points.flatMap((point): Point[] => {
    if (Object.hasOwn(point, 'loss')) counted++
    const y = point[series]
    const x = axis === 'epoch' ? point.epoch : axis === 'step' ? toStep(point) : counted
    return y === undefined || typeof x !== 'number' ? [] : [[x, y]]
  })
}

/** The curves of a log, each made when it is first drawn, and kept with the log. */
export type LogCurves = {
  readonly groups: readonly CurveGroup[]
  /** Whether the log tells no number at all. */
  readonly isEmpty: boolean
  axis(wanted: 'epoch' | 'step'): CurveAxis
  series(name: string, axis: CurveAxis): Series
}

/** Makes the curves of a log's points, which come in the log's order. */
export function createLogCurves(points: readonly MetricPoint[]): LogCurves {
  const made = new Map<string, Series>()
  return {
    groups: selectCurveGroups(points),
    isEmpty: points.length === 0,
    axis: (wanted) => selectCurveAxis(points, wanted),
    series(name, axis) {
      const key = `${axis} ${name}`
      const known = made.get(key) ?? createSeries(toCurvePoints(points, name, axis))
      made.set(key, known)
      return known
    },
  }
}

/** The names of the curves that any of some logs has, each once; `null` for a log that was not read. */
export function toCurveNames(logs: readonly (LogCurves | null)[]): string[] {
  return [...new Set(logs.flatMap((log) => log?.groups.flatMap(({ series }) => series) ?? []))]
}

function toStep({ step, global_step }: MetricPoint): number | null {
  return step ?? global_step ?? null
}
