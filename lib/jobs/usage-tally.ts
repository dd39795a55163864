import type { UsageLeaf } from './usage-leaves'
import { MOST_EXACT, type UsagePart } from './usage-sum'

const NUMBERS = ['jobs', 'usage', 'unknown', 'duration'] as const

/** Makes what adds up the jobs of one period by leaf, in columns, for that is done once a job. */
export function createTally() {
  let columns = createColumns(256)
  let { jobs, usage, unknown, duration } = columns
  /** Leaves that have jobs, in the order in which they were met. */
  let met: number[] = []
  let isFull = false

  function grow(leaf: number): void {
    const grown = createColumns(2 * leaf)
    for (const name of NUMBERS) grown[name].set(columns[name])
    columns = grown
    ;({ jobs, usage, unknown, duration } = grown)
  }

  return {
    /** @param tokens and `seconds` are NaN where they are not known */
    add(leaf: number, tokens: number, seconds: number): void {
      if (leaf >= jobs.length) grow(leaf)
      const count = jobs[leaf] ?? 0
      if (count === 0) met.push(leaf)
      jobs[leaf] = count + 1
      if (Number.isNaN(tokens)) unknown[leaf] = (unknown[leaf] ?? 0) + 1
      else {
        const sum = (usage[leaf] ?? 0) + tokens
        usage[leaf] = sum
        // So that what is made of two parts is exact, too.
        if (sum >= MOST_EXACT / 2) isFull = true
      }
      duration[leaf] = (duration[leaf] ?? 0) + (seconds || 0)
    },
    /** Whether tokens would soon stop being exact. */
    isFull: () => isFull,
    /** Puts what there is into parts, by value, and begins anew. */
    flush(leaves: readonly UsageLeaf[], open: (value: string | null) => UsagePart[]): void {
      for (const leaf of met) {
        const { value, of } = leaves[leaf] as UsageLeaf
        const [count, tokens] = [jobs[leaf] ?? 0, usage[leaf] ?? 0]
        open(value).push({
          of,
          jobs: count,
          usage: tokens,
          unknown: unknown[leaf] ?? 0,
          duration: duration[leaf] ?? 0,
        })
        for (const name of NUMBERS) columns[name][leaf] = 0
      }
      met = []
      isFull = false
    },
  }
}

function createColumns(length: number): Record<(typeof NUMBERS)[number], Float64Array> {
  return {
    jobs: new Float64Array(length),
    usage: new Float64Array(length),
    unknown: new Float64Array(length),
    duration: new Float64Array(length),
  }
}
