import { describe, expect, test } from 'vitest'
import { toText } from '../jobs/job'
import { parseDashScopeTime } from '../jobs/time'
import { Account } from './account'
import { formatMinute } from './beijing-time'

const NOW = Date.UTC(2026, 5, 10, 6)

function start(jobs: number, seed = 1): Account {
  return new Account({ jobs, seed, scenario: 'team', clock: () => NOW, live: false })
}

describe('480 jobs of a team', () => {
  const jobs = start(480).jobs()
  const count = (field: string, value: string) => jobs.filter((job) => job[field] === value).length

  test('are 480 in about 120 days, by eight people', () => {
    const oldest = parseDashScopeTime(jobs.at(-1)?.create_time ?? jobs.at(-1)?.gmt_create) ?? 0
    const days = (NOW - oldest) / 86_400_000
    expect(jobs).toHaveLength(480)
    expect(days).toBeGreaterThan(90)
    expect(days).toBeLessThan(150)
    expect(new Set(jobs.flatMap((job) => (job.creator === undefined ? [] : [job.creator]))).size).toBe(8)
  })

  test('have some under way', () => {
    expect(count('status', 'RUNNING')).toBe(3)
    expect(count('status', 'QUEUING')).toBe(2)
    expect(count('status', 'PENDING')).toBe(1)
    expect(count('status', 'CANCELING')).toBe(1)
  })

  test('are named three times in five', () => {
    const named = jobs.filter((job) => job.job_name !== undefined && job.job_name !== job.job_id).length
    expect(named / 480).toBeGreaterThan(0.52)
    expect(named / 480).toBeLessThan(0.68)
  })

  test('carry their minute in Beijing in the id', () => {
    for (const job of jobs) {
      const createdAt = parseDashScopeTime(job.create_time ?? job.gmt_create) ?? 0
      expect(job.job_id).toMatch(new RegExp(`^ft-${formatMinute(createdAt)}-[0-9a-f]{4}$`))
    }
  })

  test('are of every type, mostly of one model', () => {
    for (const type of ['sft', 'efficient_sft', 'dpo_full', 'dpo_lora', 'cpt', 'reinforcement']) {
      expect(count('training_type', type)).toBeGreaterThan(4)
    }
    expect(count('base_model', 'qwen3-14b')).toBeGreaterThan(150)
    expect(count('base_model', 'wan2.5-i2v-preview')).toBeGreaterThan(4)
  })

  test('have usage and times that fit their status', () => {
    for (const job of jobs) {
      if (job.status === 'FAILED')
        expect(job).toMatchObject({ code: expect.any(String), message: expect.any(String) })
      if (job.status === 'FAILED' || job.status === 'RUNNING') expect(job).not.toHaveProperty('usage')
      if (job.status === 'SUCCEEDED') expect(job).toHaveProperty('finetuned_output')
      if (job.status === 'RUNNING' || job.status === 'PENDING') expect(job).not.toHaveProperty('end_time')
      if (job.end_time === undefined) continue
      const seconds =
        (parseDashScopeTime(job.end_time) ?? 0) - (parseDashScopeTime(job.create_time ?? job.gmt_create) ?? 0)
      expect(seconds).toBeGreaterThan(0)
      expect(parseDashScopeTime(job.end_time)).toBeLessThan(NOW)
    }
    expect(jobs.filter((job) => job.status === 'CANCELED' && job.usage === 0).length).toBeGreaterThan(3)
    expect(jobs.filter((job) => job.status === 'CANCELED' && Number(job.usage) > 0).length).toBeGreaterThan(3)
  })

  test('go on from models that came before', () => {
    const outputs = new Map(jobs.map((job) => [job.finetuned_output, toText(job.end_time)]))
    const going = jobs.filter((job) => job.base_model !== undefined && job.model !== job.base_model)
    expect(going.length).toBeGreaterThan(20)
    for (const job of going) {
      expect(outputs.has(job.model)).toBe(true)
      if (job.create_time !== undefined)
        expect(toText(job.create_time) > (outputs.get(job.model) ?? '')).toBe(true)
    }
  })

  test('stay mostly the same when the account starts again a day later', () => {
    const later = new Account({
      jobs: 480,
      seed: 1,
      scenario: 'team',
      clock: () => NOW + 86_400_000,
      live: false,
    })
    const ids = new Set(later.jobs().map((job) => job.job_id))
    expect(jobs.filter((job) => ids.has(job.job_id)).length).toBeGreaterThan(440)
  })
})

test('any number of jobs can be had', () => {
  for (const jobs of [0, 1, 2, 7, 25, 1000]) expect(start(jobs).jobs()).toHaveLength(jobs)
})

test('100,000 jobs have 100,000 ids and come newest first', () => {
  const account = start(100_000)
  const ids = new Set<string>()
  let newest = Number.POSITIVE_INFINITY
  for (let page = 1; page <= 1000; page++) {
    const { total, jobs } = account.page(page, 100, null)
    expect(total).toBe(100_000)
    for (const job of jobs) {
      ids.add(job.job_id)
      const createdAt = parseDashScopeTime(job.create_time ?? job.gmt_create) ?? Number.NaN
      if (!(createdAt <= newest)) throw new Error(`${job.job_id} is out of order`)
      newest = createdAt
    }
  }
  expect(ids.size).toBe(100_000)
}, 60_000)
