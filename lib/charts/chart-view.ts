import { readFlag, readOnce, type ViewProblem } from '../jobs/view-problem'

/** How curves are looked at, as in the query string of their page. */
export type ChartView = {
  readonly x: 'epoch' | 'step'
  readonly log: boolean
  /** Weight of the moving average, 0 to 0.99. */
  readonly smooth: number
  /** Whether the numbers stand beneath the curves as a table. */
  readonly numbers: boolean
}

export const DEFAULT_CHART_VIEW: ChartView = { x: 'epoch', log: false, smooth: 0.6, numbers: false }

/** Weights to choose from; any other may stand in a URL. */
export const SMOOTHINGS = [0, 0.6, 0.9] as const

/** Reads `x`, `scale`, `smooth` and `numbers`; what cannot be used is the default, and set aside into `problems`. */
export function parseChartView(params: URLSearchParams, problems: ViewProblem[]): ChartView {
  const isAxis = (value: string) => value === 'epoch' || value === 'step'
  const isScale = (value: string) => value === 'linear' || value === 'log'
  const isWeight = (value: string) => Number(value) >= 0 && Number(value) <= 0.99
  const smooth = readOnce(params, 'smooth', 'smooth', isWeight, problems)
  return {
    x: readOnce(params, 'x', 'axis', isAxis, problems) === 'step' ? 'step' : 'epoch',
    log: readOnce(params, 'scale', 'scale', isScale, problems) === 'log',
    smooth: smooth === '' ? DEFAULT_CHART_VIEW.smooth : Number(smooth),
    numbers: readFlag(params, 'numbers', problems),
  }
}

/** Writes {@link parseChartView}'s parameters, defaults left out. */
export function serializeChartView({ x, log, smooth, numbers }: ChartView, params: URLSearchParams): void {
  if (x !== DEFAULT_CHART_VIEW.x) params.set('x', x)
  if (log) params.set('scale', 'log')
  if (smooth !== DEFAULT_CHART_VIEW.smooth) params.set('smooth', String(smooth))
  if (numbers) params.set('numbers', 'true')
}
