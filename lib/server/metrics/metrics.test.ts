import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { systemClock } from '../mirror/clock'
import { createKeeper } from '../mirror/keeper'
import { createPublisher } from '../mirror/publisher'
import { toRestored } from '../mirror/standing'
import { startTestMirror } from '../mirror/test-mirror'
import { createMemoryStore } from '../store/memory-store'
import { createMetrics } from './metrics'

const ALERTS = 'docs/monitoring/alerts.yml'
const dashboard: { panels: { title: string; targets: { expr: string }[] }[] } = JSON.parse(
  readFileSync('docs/monitoring/grafana-dashboard.json', 'utf8'),
)
const STATUS = { ...toRestored(1, 1), jobs: 0, problem: null }
const hasPromtool = spawnSync('promtool', ['--version']).status === 0

/** Every query of the dashboard and of the alert rules, as Prometheus would get it. */
function toQueries(): string[] {
  const panels = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
  const rules = readFileSync(ALERTS, 'utf8').split('- alert:').slice(1)
  const alerts = rules.map((rule) => /expr:(?: >-)?\s([\s\S]*?)\n\s+for:/.exec(rule)?.[1] ?? '')
  return [...panels, ...alerts].map((query) =>
    query.replaceAll('$__rate_interval', '5m').replaceAll('$job', '.+').replace(/\s+/g, ' ').trim(),
  )
}

async function expose() {
  const { mirror, account, store, clock } = await startTestMirror({ jobs: 120 })
  const metrics = createMetrics('9.8.7')
  metrics.addMirrors({ sources: [{ name: 'default', mirror }], store, clock: clock.now })
  mirror.start()
  await clock.advance(20_000)
  metrics.noteCall({ call: 'list', result: 'http_429', seconds: 0.2 }, 'default')
  metrics.noteAnswer({ target: '/jobs/ft-1?tab=a', status: 200, seconds: 0.02 })
  metrics.noteAnswer({ target: '/..\n"/evil', status: 404, seconds: 0.02 })
  return { account, mirror, metrics, text: (await metrics.expose()).text }
}

it('tells the jobs, the mirror, calls, answers and the process', async () => {
  const { account, text } = await expose()
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^${name}.*\\} (\\S+)$`, 'gm'))].reduce((n, row) => n + Number(row[1]), 0)
  expect(sum('tuneboard_jobs\\{')).toBe(120)
  const usage = account.jobs().reduce((tokens, job) => tokens + Number(job.usage ?? 0), 0)
  expect(sum('tuneboard_usage_tokens')).toBe(usage)
  const running = account.jobs().filter((job) => job.status === 'RUNNING').length
  expect(sum('tuneboard_jobs\\{status="RUNNING"')).toBe(running)
  expect(text).toMatch(/^tuneboard_mirror_age_seconds \d/m)
  expect(text).toContain('tuneboard_mirror_complete 1\n')
  expect(text).toContain('tuneboard_leader 1\n')
  expect(text).toContain('tuneboard_build_info{version="9.8.7"} 1')
  expect(text).toContain('tuneboard_upstream_calls_total{call="list",result="http_429"} 1')
  expect(text).toContain('tuneboard_upstream_breaker_state{state="closed"} 1')
  expect(text).toContain(
    'tuneboard_http_request_duration_seconds_count{route="/jobs/{job_id}",status="2xx"} 1',
  )
  expect(text).toContain('tuneboard_http_request_duration_seconds_count{route="other",status="4xx"} 1')
  expect(text).not.toContain('evil')
  for (const name of [
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'nodejs_heap_size_used_bytes',
    'nodejs_external_memory_bytes',
    'nodejs_eventloop_lag_p99_seconds',
  ])
    expect(text).toMatch(new RegExp(`^${name} (?!0$)\\d`, 'm'))
})

it('tells each account by its name, where there are several', async () => {
  const clock = Date.now
  const publisher = createPublisher(systemClock)
  const store = createMemoryStore()
  const sources = ['beijing', 'intl'].map((name) => {
    const keeper = createKeeper({ source: name, store, clock: systemClock, publisher })
    const mirror = { snapshot: keeper.snapshot, epoch: () => null, status: () => STATUS }
    return { name, mirror, keeper }
  })
  for (const [at, { keeper }] of sources.entries())
    for (let job = 0; job <= at; job++)
      await keeper.add({ jobs: [{ job_id: `ft-${job}`, status: 'RUNNING', usage: 5 }], order: 1 }, true)
  await publisher.publish()
  const metrics = createMetrics('1', { isSeveral: true })
  metrics.addMirrors({ sources, store, clock })
  metrics.noteCall({ call: 'list', result: 'ok', seconds: 0.2 }, 'intl')
  const { text } = await metrics.expose()
  for (const line of [
    'tuneboard_jobs{source="beijing",status="RUNNING",base_model="unknown"} 1',
    'tuneboard_jobs{source="intl",status="RUNNING",base_model="unknown"} 2',
    'tuneboard_usage_tokens{source="intl",base_model="unknown"} 10',
    'tuneboard_upstream_calls_total{source="beijing",call="list",result="ok"} 0',
    'tuneboard_upstream_calls_total{source="intl",call="list",result="ok"} 1',
    'tuneboard_mirror_complete{source="intl"} 1',
  ])
    expect(text).toContain(`${line}\n`)
})

it('says nothing of an age before the first answer', async () => {
  const { mirror, store, clock } = await startTestMirror({ jobs: 1 })
  const metrics = createMetrics('1')
  metrics.addMirrors({ sources: [{ name: 'default', mirror }], store, clock: clock.now })
  expect((await metrics.expose()).text).not.toMatch(/^tuneboard_mirror_(age|last_sweep)\S* \S/m)
})

it('has every series that the dashboard and the alert rules ask for', async () => {
  const { text } = await expose()
  const queries = toQueries()
  expect(queries.length).toBeGreaterThan(20)
  for (const query of queries) {
    const selectors = [...query.matchAll(/\b((?:tuneboard|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)]
    expect(selectors.length, query).toBeGreaterThan(0)
    for (const [, name = '', matchers = ''] of selectors) {
      const rows = text.split('\n').filter((row) => new RegExp(`^${name}[{ ]`).test(row))
      expect(rows.length, `${name} in ${query}`).toBeGreaterThan(0)
      for (const [, label = '', operator, value] of matchers.matchAll(/(\w+)(=~|!=|=)"([^"]*)"/g))
        if (label !== 'job')
          expect(
            rows.some((row) => row.includes(operator === '=' ? `${label}="${value}"` : `${label}="`)),
            `${label}${operator}${value} of ${name}`,
          ).toBe(true)
    }
    const grouped = [...query.matchAll(/by \(([^)]+)\)/g)].flatMap(([, names = '']) => names.split(/,\s*/))
    for (const label of grouped)
      expect(
        /^(job|instance|source)$/.test(label) || text.includes(`${label}="`),
        `${label} in ${query}`,
      ).toBe(true)
  }
})

it.skipIf(!hasPromtool)('passes promtool: output, alert rules with their tests, every query', async () => {
  const { text } = await expose()
  expect(execFileSync('promtool', ['check', 'metrics'], { input: text }).toString()).toBe('')
  execFileSync('promtool', ['check', 'rules', ALERTS], { stdio: 'pipe' })
  execFileSync('promtool', ['test', 'rules', 'docs/monitoring/alerts.test.yml'], { stdio: 'pipe' })
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-rules-'))
  const rules = toQueries().map((expr, at) => ({ record: `query:${at}`, expr }))
  writeFileSync(join(folder, 'queries.yml'), JSON.stringify({ groups: [{ name: 'queries', rules }] }))
  execFileSync('promtool', ['check', 'rules', join(folder, 'queries.yml')], { stdio: 'pipe' })
  rmSync(folder, { recursive: true })
})
