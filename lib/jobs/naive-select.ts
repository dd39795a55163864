import { compareCodePoints } from './code-point-order'
import { resolveCreatedRange } from './created-range'
import { type MirroredJob, toHyperParameters, toText } from './job'
import type { LogFigures } from './log-figures'
import { serializeAmount } from './money'
import { type Estimate, type PriceList, toEstimate } from './price'
import { FILTER_NAMES, type FilterName, type JobsQuery } from './query'
import {
  type Comparable,
  isComparableMatch,
  isNumberInRange,
  type MappedNames,
  parseSearch,
  type SearchWord,
  toComparable,
} from './search'
import { toFileIds, toHyperParameterTexts, toOwnTexts } from './search-texts'
import type { FacetCount, Selection } from './select'
import { compareIds, type Snapshot } from './snapshot'
import type { UsageCost } from './usage-sum'

/**
 * What `selectJobs` must equal, or with `prices` `selectPricedJobs`, said as directly as the contract says it. For tests
 * only.
 */
export function selectNaively(
  snapshot: Snapshot,
  query: JobsQuery,
  now: number,
  names: MappedNames = {},
  prices?: PriceList,
): Selection & { cost?: UsageCost } {
  const range = resolveCreatedRange(query.created_from, query.created_to, now)
  const words = parseSearch(query.q)
  const found = snapshot.jobs.filter(
    (job) =>
      (range.from === null || (job.createdAt !== null && job.createdAt >= range.from)) &&
      (range.to === null || (job.createdAt !== null && job.createdAt < range.to)) &&
      words.every((word) => isWordMatch(job, word, names)),
  )
  const isListed = (job: MirroredJob) =>
    query.deleted === 'include' || (query.deleted === 'only') === (job.deletedAt !== null)
  const isFiltered = (job: MirroredJob, off?: FilterName) =>
    FILTER_NAMES.every(
      (name) =>
        name === off ||
        query[name].length === 0 ||
        toValues(job, name).some((value) => query[name].includes(value)),
    )
  const all = found.filter((job) => isListed(job) && isFiltered(job))
  const toFacet = (name: FilterName): FacetCount[] => {
    const counts = new Map(query[name].map((value) => [value, 0]))
    for (const job of found) {
      const value = toValues(job, name)[0] ?? ''
      if (value !== '' && isListed(job) && isFiltered(job, name))
        counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || compareCodePoints(a.value, b.value))
  }
  const by_status: Record<string, number> = {}
  for (const job of all) by_status[job.status] = (by_status[job.status] ?? 0) + 1
  const start = (query.page_no - 1) * query.page_size
  return {
    total: all.length,
    rows: all.sort(toCompare(query)).slice(start, start + query.page_size),
    totals: {
      jobs: all.length,
      usage: all.reduce((sum, job) => sum + (job.usage ?? 0), 0),
      duration_seconds: all.reduce((sum, job) => sum + (job.durationSeconds ?? 0), 0),
      by_status,
    },
    facets: {
      status: toFacet('status'),
      model: toFacet('model'),
      training_type: toFacet('training_type'),
      creator: toFacet('creator'),
      source: toFacet('source'),
    },
    deleted:
      query.deleted === 'exclude'
        ? found.filter((job) => job.deletedAt !== null && isFiltered(job)).length
        : 0,
    nextEndAt: all.reduce<number | null>((next, { outlook }) => {
      const end = outlook?.expectedEndAt ?? now
      return end > now && end < (next ?? Number.POSITIVE_INFINITY) ? end : next
    }, null),
    ...(prices && { cost: addCosts(all.map((job) => toEstimate(job, prices))) }),
  }
}

function addCosts(estimates: readonly Estimate[]): UsageCost {
  const states = { priced: 0, not_billed: 0, pending: 0, no_price: 0 }
  const amounts = new Map<string, bigint>()
  for (const estimate of estimates) {
    states[estimate.state]++
    if (estimate.state !== 'priced') continue
    const [whole = '', fraction = ''] = estimate.amount.split('.')
    const { currency } = estimate.price
    amounts.set(currency, (amounts.get(currency) ?? 0n) + BigInt(whole + fraction.padEnd(12, '0')))
  }
  return {
    amounts: [...amounts]
      .sort(([a], [b]) => compareCodePoints(a, b))
      .map(([currency, amount]) => ({ currency, amount: serializeAmount(amount) })),
    ...states,
  }
}

/** The values of a job that a filter compares with; the first is the one that its facet counts. */
function toValues(job: MirroredJob, name: FilterName): string[] {
  return name === 'model' ? [job.base_model, job.model] : [job[name] ?? '']
}

function toCompare({ sort }: JobsQuery): (a: MirroredJob, b: MirroredJob) => number {
  const descending = sort.startsWith('-')
  const field = sort.replace(/^-/, '')
  if (field.startsWith('hp.'))
    return (a, b) => {
      const [left, right] = [toParameter(a, field), toParameter(b, field)]
      if ((left.text === null) !== (right.text === null)) return left.text === null ? 1 : -1
      const order = left.text === null ? 0 : compareParameters(left, right)
      return (descending ? -order : order) || compareIds(a, b)
    }
  return (a, b) => {
    const [left, right] = [toSortValue(a, field), toSortValue(b, field)]
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1
      return compareIds(a, b)
    }
    const order = typeof left === 'string' ? compareCodePoints(left, String(right)) : left - Number(right)
    return (descending ? -order : order) || compareIds(a, b)
  }
}

function toSortValue(job: MirroredJob, field: string): string | number | null {
  if (field === 'create_time') return job.createdAt
  if (field === 'end_time') return job.endedAt
  if (field === 'duration') return job.durationSeconds
  if (field === 'usage') return job.usage
  if (field === 'job_name' || field === 'status' || field === 'training_type' || field === 'creator')
    return job[field] || null
  if (field === 'model') return job.base_model || null
  if (isFigure(field)) return job.log?.[field] ?? null
  return null
}

function toParameter({ job }: MirroredJob, field: string): Comparable {
  const wanted = field.slice('hp.'.length).toLowerCase()
  const found = Object.entries(toHyperParameters(job)).find(([name]) => name.toLowerCase() === wanted)
  return toComparable(found?.[1] ?? null)
}

/** Numbers as numbers and before texts. */
function compareParameters(a: Comparable, b: Comparable): number {
  if (a.number !== null && b.number !== null) return a.number - b.number
  if (a.number !== null) return -1
  return b.number !== null ? 1 : compareCodePoints(a.text ?? '', b.text ?? '')
}

function isWordMatch(entry: MirroredJob, word: SearchWord, names: MappedNames): boolean {
  const { job } = entry
  if (word.kind === 'plain') {
    const files = toFileIds(job)
    return [
      ...toOwnTexts(job, entry.job_name),
      entry.model,
      entry.base_model,
      toText(job.code),
      toText(job.message),
      ...files,
      ...toHyperParameterTexts(job),
      ...files.map((id) => names.file?.get(id) ?? ''),
      names.creator?.get(entry.creator) ?? '',
    ].some((text) => text.toLowerCase().includes(word.text))
  }
  if (word.name === 'usage') return isNumberInRange(entry.usage, word)
  if (isFigure(word.name)) return isNumberInRange(entry.log?.[word.name] ?? null, word)
  if (word.name === 'duration') return isNumberInRange(entry.durationSeconds, word)
  return Object.entries(toHyperParameters(job)).some(
    ([name, value]) => name.toLowerCase() === word.name && isComparableMatch(toComparable(value), word),
  )
}

function isFigure(name: string): name is keyof LogFigures {
  return name === 'best_eval_loss' || name === 'final_loss' || name === 'steps'
}
