import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readJobsQuery } from '@/lib/api/jobs-query'
import { readUsageQuery } from '@/lib/api/usage-query'
import type { Job } from '@/lib/jobs/job'
import { createPriceList } from '@/lib/jobs/published-prices'
import type { JobsQuery } from '@/lib/jobs/query'
import { CENTS } from '@/lib/jobs/test-prices'
import { startTestMirror } from '../mirror/test-mirror'
import { exportJobs, toExportName } from './export-jobs'
import { getUsage, toUsageOutput } from './get-usage'
import { listJobs } from './list-jobs'
import type { Services } from './services'

const NOW = Date.parse('2026-11-24T04:00:00Z')
const DEFAULTS = { page_size: 10 }

async function startServices(prepare: (add: (job: Partial<Job>) => void) => void = () => {}) {
  const { account, mirror, clock, store } = await startTestMirror({ clock: () => NOW, jobs: 160 })
  prepare((job) => account.add(job))
  mirror.start()
  await clock.advance(60_000)
  const names = new Map([[String(account.jobs()[0]?.creator), 'Lin Wei 林']])
  // As much of the board as usage, lists and exports need.
  const services = {
    mirror,
    store,
    prices: createPriceList('singapore', []),
    names: { creator: names, file: names },
    clock: () => NOW,
  } as Partial<Services> as Services
  return { services, account }
}

const toBase = (job: Job) => String(job.base_model || job.model)

async function exportText(services: Services, query: JobsQuery, format: 'csv' | 'jsonl'): Promise<string> {
  const pieces: string[] = []
  for await (const piece of exportJobs(services, query, format)) pieces.push(piece)
  return pieces.join('')
}

/** CSV as RFC 4180 has it, read by a state machine of this test's own. */
function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; at++) {
    const sign = text[at]
    if (quoted && sign === '"' && text[at + 1] === '"') {
      cell += '"'
      at++
    } else if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === ',' || sign === '\r')) {
      rows.at(-1)?.push(cell)
      cell = ''
      if (sign === '\r') {
        rows.push([])
        at++
      }
    } else cell += sign
  }
  const [head = [], ...lines] = rows.slice(0, -1)
  return lines.map((line) => Object.fromEntries(head.map((name, at) => [name, line[at] ?? ''])))
}

/** Adds decimal numbers exactly, in units of 10^-12. */
function addAmounts(texts: readonly string[]): bigint {
  return texts.reduce((sum, text) => {
    const [whole = '0', fraction = ''] = text.split('.')
    return sum + BigInt(whole + fraction.padEnd(12, '0').slice(0, 12))
  }, 0n)
}

it('sums of usage, of a list and of an export agree with each other and with a count by hand, for 200 queries', async () => {
  const { services, account } = await startServices()
  const jobs = account.jobs()
  const some = (name: string) =>
    fc.subarray([...new Set(jobs.map((job) => String(job[name] ?? '')).filter(Boolean))], { maxLength: 2 })
  const arbitrary = fc.record({
    base_model: some('base_model'),
    status: some('status'),
    creator: some('creator'),
    from: fc.constantFrom('', '2026-09-01', '2026-10-20', '2026-11-20'),
    group_by: fc.constantFrom('day,model', 'week,creator', 'month', 'training_type', 'status'),
    tz: fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York'),
  })
  await fc.assert(
    fc.asyncProperty(arbitrary, async ({ base_model, status, creator, from, group_by, tz }) => {
      const params = new URLSearchParams({ created_from: from, deleted: 'include' })
      for (const value of base_model) params.append('model', value)
      for (const value of status) params.append('status', value)
      for (const value of creator) params.append('creator', value)
      const { query } = readJobsQuery(params, DEFAULTS, NOW)
      const usageParams = new URLSearchParams([...params, ['group_by', group_by], ['tz', tz]])
      const { query: usageQuery, problems } = readUsageQuery(usageParams, NOW)
      expect(problems).toEqual([])
      const { output } = toUsageOutput(services, usageQuery, await getUsage(services, usageQuery))
      const { totals, cost } = (await listJobs(services, query)).output
      const rows = parseCsv(await exportText(services, query, 'csv'))

      const matches = jobs.filter(
        (job) =>
          (base_model.length === 0 ||
            base_model.includes(String(job.base_model)) ||
            base_model.includes(String(job.model))) &&
          (status.length === 0 || status.includes(String(job.status))) &&
          (creator.length === 0 || creator.includes(String(job.creator))) &&
          (from === '' || String(job.create_time ?? job.gmt_create ?? '') >= from),
      )
      const usage = matches.reduce((sum, job) => sum + Number(job.usage ?? 0), 0)
      const billed = matches.filter(
        (job) =>
          ['SUCCEEDED', 'CANCELED'].includes(String(job.status)) &&
          job.usage !== undefined &&
          job.training_type !== 'reinforcement' &&
          toBase(job) in CENTS,
      )
      const money = billed.reduce(
        (sum, job) => sum + BigInt(Number(job.usage)) * BigInt(CENTS[toBase(job)] ?? 0) * 10_000n,
        0n,
      )
      expect(output.totals).toMatchObject({ jobs: matches.length, usage, by_status: totals.by_status })
      expect(output.totals.duration_seconds).toBe(totals.duration_seconds)
      expect(totals).toMatchObject({ jobs: matches.length, usage })
      expect(cost).toEqual(output.totals.cost)
      expect(rows).toHaveLength(matches.length)
      expect(rows.reduce((sum, row) => sum + Number(row.usage), 0)).toBe(usage)
      expect(rows.reduce((sum, row) => sum + Number(row.duration_seconds), 0)).toBe(totals.duration_seconds)
      expect(output.groups.reduce((sum, group) => sum + group.usage, 0)).toBe(usage)
      const amounts = (cost: { amounts: { amount: string }[] }) => cost.amounts.map(({ amount }) => amount)
      expect(addAmounts(amounts(output.totals.cost))).toBe(money)
      expect(addAmounts(output.groups.flatMap(({ cost }) => amounts(cost)))).toBe(money)
      expect(addAmounts(rows.flatMap(({ cost }) => (cost ? [cost] : [])))).toBe(money)
      expect(output.totals.cost.priced).toBe(billed.length)
      const { priced, not_billed, pending, no_price } = output.totals.cost
      expect(priced + not_billed + pending + no_price).toBe(matches.length)
    }),
    { numRuns: 200 },
  )
})

it('exports every field, Chinese, quotes and line breaks, and nothing that a spreadsheet would run', async () => {
  const { services, account } = await startServices((add) => {
    add({
      job_name: '=HYPERLINK("http://evil","客服")',
      message: 'line one\nline "two"; three,\tfour',
      hyper_parameters: {
        '=cmd': '@SUM(1)',
        learning_rate: '1.6e-5',
        shift: -5,
        modules: ['a', 'b'],
        constructor: 'x',
      },
      odd_field: { deep: ['值'] },
    } as Partial<Job>)
  })
  const { query } = readJobsQuery(new URLSearchParams(), DEFAULTS, NOW)
  const text = await exportText(services, query, 'csv')
  expect(text.startsWith('\ufeffjob_id,job_name,status,')).toBe(true)
  const rows = parseCsv(text)
  const row = rows.find(({ odd_field }) => odd_field)
  expect(row).toMatchObject({
    job_name: '\'=HYPERLINK("http://evil","客服")',
    message: 'line one\nline "two"; three,\tfour',
    'hyper_parameters.=cmd': "'@SUM(1)",
    'hyper_parameters.learning_rate': '1.6e-5',
    'hyper_parameters.shift': '-5',
    'hyper_parameters.modules': '["a","b"]',
    'hyper_parameters.constructor': 'x',
    odd_field: '{"deep":["值"]}',
  })
  expect(rows.some(({ creator_name }) => creator_name === 'Lin Wei 林')).toBe(true)
  for (const job of account.jobs()) {
    const found = rows.find(({ job_id }) => job_id === job.job_id) ?? {}
    for (const name of Object.keys(job).filter((field) => field !== 'hyper_parameters'))
      expect(found).toHaveProperty([name])
  }
  // Another language's reader sees the same cells.
  const python = spawnSync(
    'python3',
    [
      '-c',
      'import csv,io,json,sys; print(json.dumps(list(csv.DictReader(io.TextIOWrapper(sys.stdin.buffer,"utf-8-sig",newline="")))))',
    ],
    { input: text, encoding: 'utf8', maxBuffer: 2 ** 28 },
  )
  if (!python.error) expect(JSON.parse(python.stdout)).toEqual(rows)

  const lines = (await exportText(services, query, 'jsonl'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ tuneboard: _, ...job }) => job).sort(byId)).toEqual([...account.jobs()].sort(byId))
})

const byId = (a: { job_id: string }, b: { job_id: string }) => (a.job_id < b.job_id ? -1 : 1)

it('names a file by its query', () => {
  const name = (search: string) =>
    toExportName(readJobsQuery(new URLSearchParams(search), DEFAULTS, NOW).query, 'csv', NOW)
  expect(name('')).toBe('tuneboard-jobs_2026-11-24.csv')
  expect(name('model=qwen3-14b&status=failed&page_no=3')).toBe(
    'tuneboard-jobs_model=qwen3-14b_status=FAILED_2026-11-24.csv',
  )
  expect(name('q=../../客服 "x"')).toBe('tuneboard-jobs_q=..-..-客服 -x-_2026-11-24.csv')
  expect(name(`q=${'a'.repeat(200)}`).length).toBeLessThan(160)
})
