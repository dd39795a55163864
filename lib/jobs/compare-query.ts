import { type ChartView, parseChartView, serializeChartView } from '../charts/chart-view'
import { readFlag, readOnce, type ViewProblem } from './view-problem'

/** Fewest and most jobs of a comparison. */
export const MIN_JOBS = 2
export const MAX_JOBS = 8

/** What a comparison is asked for, as in its query string. */
export type CompareQuery = {
  /** Ids in the order in which they stand beside each other, none twice. */
  readonly job: readonly string[]
  /** Whether only rows are shown in which the jobs differ. */
  readonly differences: boolean
  /** The job that the others are held against; '' for the first. */
  readonly baseline: string
  /** The name of the series whose curves are drawn. */
  readonly curve: string
  readonly chart: ChartView
}

export const DEFAULT_CURVE = 'loss'

/**
 * Reads the query of a comparison; what cannot be used is the default, and set aside into `problems`. A baseline has to be
 * one of the jobs.
 */
export function parseCompareQuery(params: URLSearchParams, problems: ViewProblem[]): CompareQuery {
  const job = [...new Set(params.getAll('job').map((id) => id.trim()))].filter((id) => id !== '')
  return {
    job,
    differences: readFlag(params, 'differences', problems),
    baseline: readOnce(params, 'baseline', 'baseline', (value) => job.includes(value), problems),
    curve: readOnce(params, 'curve', 'curve', () => true, problems) || DEFAULT_CURVE,
    chart: parseChartView(params, problems),
  }
}

/** A curve as set aside where the jobs have curves, `known` by name, and none of its name; the default one never is. */
export function toCurveProblems(curve: string, known: readonly string[]): ViewProblem[] {
  if (curve === DEFAULT_CURVE || known.length === 0 || known.includes(curve)) return []
  return [{ parameter: 'curve', value: curve, expected: { key: 'curve' } }]
}

/** The one query string of a comparison, without `?`; defaults are left out. */
export function serializeCompareQuery({ job, differences, baseline, curve, chart }: CompareQuery): string {
  const params = new URLSearchParams(job.map((id) => ['job', id]))
  if (baseline) params.set('baseline', baseline)
  if (differences) params.set('differences', 'true')
  if (curve !== DEFAULT_CURVE) params.set('curve', curve)
  serializeChartView(chart, params)
  return params.toString().replace(/%(?:2F|3A)/g, decodeURIComponent)
}
