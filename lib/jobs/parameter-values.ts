import { compareCodePoints } from './code-point-order'
import { toHyperParameters } from './job'
import { parseNumber } from './search'
import { toHyperParameterText } from './search-texts'
import type { Snapshot } from './snapshot'

/** A hyper-parameter that occurs: in how many jobs, and which values most. */
export type ParameterValues = {
  readonly name: string
  readonly jobs: number
  readonly values: readonly string[]
}

/** As many values as an eye looks through, and as many distinct ones as are counted. */
const MOST_SHOWN = 8
const MOST_COUNTED = 1000
/** The newest jobs tell what is in use; more would only cost time. */
const MOST_JOBS = 5000

/**
 * The hyper-parameters that the newest jobs declare, most frequent first, each with the values that occur most,
 * numbers in their order. Kept by snapshot.
 */
export function selectParameterValues(snapshot: Snapshot): readonly ParameterValues[] {
  const counted = snapshot.made.get('parameter values') as readonly ParameterValues[] | undefined
  if (counted) return counted
  const counts = new Map<string, { jobs: number; values: Map<string, number> }>()
  for (const { job } of snapshot.jobs.slice(0, MOST_JOBS)) {
    for (const [name, value] of Object.entries(toHyperParameters(job))) {
      const count = counts.get(name) ?? { jobs: 0, values: new Map() }
      counts.set(name, count)
      count.jobs++
      const text = toHyperParameterText(value)
      if (count.values.has(text) || count.values.size < MOST_COUNTED)
        count.values.set(text, (count.values.get(text) ?? 0) + 1)
    }
  }
  const parameters = [...counts]
    .map(([name, { jobs, values }]) => ({ name, jobs, values: toShown(values) }))
    .sort((a, b) => b.jobs - a.jobs || compareCodePoints(a.name, b.name))
  snapshot.made.set('parameter values', parameters)
  return parameters
}

function toShown(values: ReadonlyMap<string, number>): string[] {
  return [...values]
    .filter(([text]) => text !== '' && !/\s/.test(text) && text.length <= 40)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_SHOWN)
    .map(([text]) => text)
    .sort((a, b) => (parseNumber(a) ?? 0) - (parseNumber(b) ?? 0))
}
