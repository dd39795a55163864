import { type ChartView, parseChartView, serializeChartView } from '../charts/chart-view'
import { readOnce, type ViewProblem } from './view-problem'

/** What a job's page is asked for, as in its query string. */
export type JobPageQuery = {
  readonly chart: ChartView
  /** Text that lines of the log must hold; '' for all lines. */
  readonly find: string
  /** Page of the log, from 1. */
  readonly log: number
  /** The query string of the list one came from; '' for the list as it is by default. */
  readonly list: string
}

const MOST_CHARACTERS = 200

/** Reads a job page's query string; what cannot be used is the default, and set aside into `problems`. */
export function parseJobPageQuery(params: URLSearchParams, problems: ViewProblem[]): JobPageQuery {
  const isPage = (value: string) => Number.isSafeInteger(Number(value)) && Number(value) > 0
  return {
    chart: parseChartView(params, problems),
    find: readOnce(params, 'find', 'q', ({ length }) => length <= MOST_CHARACTERS, problems),
    log: Number(readOnce(params, 'log', 'pageNo', isPage, problems) || 1),
    list: params.get('list') ?? '',
  }
}

/** The one query string of a view of a job's page, without `?`; defaults are left out. */
export function serializeJobPageQuery({ chart, find, log, list }: JobPageQuery): string {
  const params = new URLSearchParams()
  serializeChartView(chart, params)
  if (find) params.set('find', find)
  if (log > 1) params.set('log', String(log))
  if (list) params.set('list', list)
  return params.toString()
}
