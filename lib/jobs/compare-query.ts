import { type ChartView, parseChartView, serializeChartView } from '../charts/chart-view'

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

/** Reads the query of a comparison; what cannot be used is the default. A baseline has to be one of the jobs. */
export function parseCompareQuery(params: URLSearchParams): CompareQuery {
  const job = [...new Set(params.getAll('job').map((id) => id.trim()))].filter((id) => id !== '')
  const baseline = params.get('baseline') ?? ''
  return {
    job,
    differences: params.get('differences') === 'true',
    baseline: job.includes(baseline) ? baseline : '',
    curve: params.get('curve') || DEFAULT_CURVE,
    chart: parseChartView(params),
  }
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
