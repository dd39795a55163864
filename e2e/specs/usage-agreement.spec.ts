import fc from 'fast-check'
import { CENTS } from '../../lib/jobs/test-prices'
import { askJobs } from '../api'
import { type Counted, count, sumSeconds, sumUsage, toCounted } from '../expected'
import { parseCsv } from '../parse-csv'
import { expect, test } from '../test'
import { t, toNumber } from '../words'

/** Training that is not billed by tokens, according to the same page. */
const BILLED_OTHERWISE = ['reinforcement', 'pg_opd']

/** Of the jobs that DashScope listed first, so many are taken away. */
const REMOVED = 30

/** What some jobs come to; `cost` in units of 10^-12 of a dollar. */
type Sums = { jobs: number; usage: number; seconds: number; cost: bigint }

test('usage, its page, the strip over the list and a file agree with a count over the raw jobs', async ({
  launch,
}) => {
  test.setTimeout(300_000)
  const { board, account } = await launch({ env: { SWEEP_SECONDS: '1' } })
  const jobs = account.jobs().map(toCounted)
  const gone = new Set(jobs.filter((_, at) => at % (jobs.length / REMOVED) === 0).map(({ job_id }) => job_id))
  for (const job_id of gone) account.remove(job_id)
  await expect
    .poll(async () => (await askJobs(board.url, 'deleted=only&page_size=1')).output.total, {
      timeout: 60_000,
    })
    .toBe(gone.size)

  const ask = async (path: string) => {
    const response = await fetch(board.url + path)
    expect(response.status, path).toBe(200)
    return response.text()
  }
  const some = (facet: Parameters<typeof count>[1]) =>
    fc.oneof(fc.constant([]), fc.subarray(Object.keys(count(jobs, facet)), { maxLength: 3 }))
  const arbitrary = fc.record({
    model: some('model'),
    status: some('status'),
    training_type: some('training_type'),
    creator: some('creator'),
    range: fc.constantFrom(
      ['', ''] as const,
      ['', '2025-12-31'] as const,
      ['2025-12-20', '2026-01-11'] as const,
      ['2026-01-11', ''] as const,
    ),
    least: fc.constantFrom(0, 500_000, 3_000_000),
    deleted: fc.constantFrom('exclude', 'include', 'only'),
    group_by: fc.constantFrom('', 'week,creator', 'month', 'training_type', 'status'),
    tz: fc.constantFrom('', 'UTC', 'America/New_York'),
  })
  await fc.assert(
    fc.asyncProperty(arbitrary, async ({ range: [from, to], least, deleted, group_by, tz, ...filters }) => {
      const params = new URLSearchParams({ deleted })
      for (const [name, values] of Object.entries(filters))
        for (const value of values) params.append(name, value)
      if (from) params.set('created_from', from)
      if (to) params.set('created_to', to)
      if (least) params.set('q', `usage>=${least}`)
      const { model, status, training_type, creator } = filters
      const has = (chosen: readonly string[], ...values: string[]) =>
        chosen.length === 0 || values.some((value) => chosen.includes(value))
      const day = ({ raw }: Counted) => String(raw.create_time ?? raw.gmt_create ?? '').slice(0, 10)
      const matches = jobs.filter(
        (job) =>
          (deleted === 'include' || gone.has(job.job_id) === (deleted === 'only')) &&
          has(model, ...job.models) &&
          has(status, job.status) &&
          has(training_type, job.training_type) &&
          has(creator, job.creator) &&
          (!from || day(job) >= from) &&
          (!to || (day(job) !== '' && day(job) <= to)) &&
          (!least || (job.usage ?? -1) >= least),
      )
      const sums = {
        jobs: matches.length,
        usage: sumUsage(matches),
        seconds: sumSeconds(matches),
        cost: sumCost(matches),
      }

      expect(toListed(await ask(`/?${params}`))).toEqual({
        jobs: sums.jobs,
        usage: sums.usage,
        cost: toCostText(matches, sums),
      })
      const rows = parseCsv(await ask(`/api/v1/fine-tunes/export?format=csv&${params}`))
      expect(sumRows(rows)).toEqual(sums)

      if (group_by) params.set('group_by', group_by)
      if (tz) params.set('tz', tz)
      const { output } = JSON.parse(await ask(`/api/v1/usage?${params}`))
      expect(toSums(output.totals)).toEqual(sums)
      expect(output.groups.map(toSums).reduce(add, NOTHING)).toEqual(sums)
      expectUsagePage(await ask(`/usage?${params}`), matches, sums)
    }),
    { numRuns: process.env.FULL ? 200 : 10, endOnFailure: true },
  )
})

const NOTHING: Sums = { jobs: 0, usage: 0, seconds: 0, cost: 0n }

function add(a: Sums, b: Sums): Sums {
  return {
    jobs: a.jobs + b.jobs,
    usage: a.usage + b.usage,
    seconds: a.seconds + b.seconds,
    cost: a.cost + b.cost,
  }
}

/** Jobs that have a price: tokens are known of each. */
function selectBilled(jobs: readonly Counted[]): Counted[] {
  return jobs.filter(
    ({ status, training_type, base_model, usage }) =>
      ['SUCCEEDED', 'CANCELED'].includes(status) &&
      !BILLED_OTHERWISE.includes(training_type) &&
      base_model in CENTS &&
      usage !== null,
  )
}

function sumCost(jobs: readonly Counted[]): bigint {
  return selectBilled(jobs)
    .map(({ base_model, usage }) => BigInt(usage ?? 0) * BigInt(CENTS[base_model] ?? 0) * 10_000n)
    .reduce((sum, cost) => sum + cost, 0n)
}

/** A decimal number in units of 10^-12. */
function toUnits(amount: string): bigint {
  const [whole = '', fraction = ''] = amount.split('.')
  return BigInt(whole + fraction.padEnd(12, '0'))
}

type Answered = {
  jobs: number
  usage: number
  duration_seconds: number
  cost: { amounts: { amount: string }[] }
}

function toSums({ jobs, usage, duration_seconds, cost }: Answered): Sums {
  return {
    jobs,
    usage,
    seconds: duration_seconds,
    cost: cost.amounts.reduce((sum, { amount }) => sum + toUnits(amount), 0n),
  }
}

function sumRows(rows: readonly Record<string, string>[]): Sums {
  return rows
    .map((row) => ({
      jobs: 1,
      usage: Number(row.usage),
      seconds: Number(row.duration_seconds),
      cost: toUnits(row.cost ?? ''),
    }))
    .reduce(add, NOTHING)
}

/** A strip of totals as it reads: the words of its figures, and all of it. */
function readStrip(html: string, name: string) {
  const [, strip = ''] =
    html.match(new RegExp(`<section aria-label="${name}"[^>]*>(.*?)</section>`, 's')) ?? []
  return {
    text: strip.replace(/<!--.*?-->/g, '').replace(/<[^>]*>/g, ' '),
    figure: (label: string) => strip.match(new RegExp(`aria-label="${label}: ([^"]*)"`))?.[1],
  }
}

/** Jobs and tokens in the strip over the list, with every digit, and what they cost. */
function toListed(html: string): { jobs: number; usage: number; cost: string | undefined } {
  const { text, figure } = readStrip(html, t('jobs.totals'))
  const [, tokens = ''] = text.match(new RegExp(t('jobs.totals.tokensExact', { tokens: '([\\d,]+)' }))) ?? []
  return {
    jobs: toWhole(figure(t('jobs.totals.jobs')) ?? ''),
    usage: toWhole(tokens),
    cost: figure(t('jobs.column.cost')),
  }
}

function toWhole(text: string): number {
  return text === '' ? Number.NaN : Number(text.replaceAll(',', ''))
}

function toCostText(jobs: readonly Counted[], { cost }: Sums): string {
  return selectBilled(jobs).length === 0 ? '–' : toDollars(cost)
}

/** Expects the figures of the strip, and of the table that the page offers to copy, whose last row is of all groups. */
function expectUsagePage(html: string, jobs: readonly Counted[], sums: Sums): void {
  const { text, figure } = readStrip(html, t('usage.totals'))
  expect(figure(t('usage.jobs'))).toBe(toNumber(sums.jobs))
  if (jobs.some(({ usage }) => usage !== null)) expect(text).toContain(` ${toNumber(sums.usage)} `)
  expect(figure(t('jobs.column.cost'))).toBe(toCostText(jobs, sums))
  const copied = html.match(/data-copy="([^"]*)" class="copy-button control">[^<]*</g) ?? []
  const [table] = copied.flatMap((button) =>
    button.endsWith(`>${t('usage.copyTable')}<`)
      ? [button.slice('data-copy="'.length).split('"')[0] ?? '']
      : [],
  )
  expect(table === undefined).toBe(jobs.length === 0)
  if (jobs.length === 0) return
  const rows = (table ?? '')
    .split('\n')
    .slice(1)
    .map((row) => {
      const [, jobs = '', usage = '', seconds = '', , , amount = ''] = row.split('\t')
      return {
        jobs: Number(jobs),
        usage: Number(usage),
        seconds: Number(seconds),
        cost: toUnits(amount.split(' ')[0] ?? ''),
      }
    })
  expect(rows.at(-1)).toEqual(sums)
  expect(rows.slice(0, -1).reduce(add, NOTHING)).toEqual(sums)
}

/** As the strip shows money: to the cent. */
function toDollars(units: bigint): string {
  const cents = (units + 5n * 10n ** 9n) / 10n ** 10n
  if (cents === 0n && units > 0n) return '&lt;$0.01'
  return `$${toNumber(Number(cents / 100n))}.${String(cents % 100n).padStart(2, '0')}`
}
