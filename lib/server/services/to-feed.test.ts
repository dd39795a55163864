import { execFileSync, spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { toMirroredJob } from '@/lib/jobs/job'
import { createReaders } from '../readers'
import { toBadge } from './to-badge'
import { toBadgeText } from './to-badge-text'
import { toFeed } from './to-feed'

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0
const reader = createReaders().getReader('en', 'UTC')
const NOW = Date.parse('2026-11-24T12:00:00Z')
const HOSTILE = '<script>alert(1)</script>&"\'\u0000\u001b[31m\ud800\uffff]]>'
const jobs = [
  toMirroredJob({
    job_id: 'ft-1',
    job_name: HOSTILE,
    status: 'FAILED',
    message: HOSTILE,
    create_time: '2026-11-24 12:00:00',
    end_time: '2026-11-24 13:30:00',
  }),
  toMirroredJob({ job_id: `ft/${HOSTILE.slice(0, 20)}`, status: HOSTILE, base_model: 'qwen3-14b' }),
]
const write = (entries: typeof jobs, search = 'status=FAILED&q="a"+<b>') =>
  toFeed({ jobs: entries, search, home: 'https://board.example/tools/', reader, now: NOW })

it('tells each job with a link, its times, and a feed that leads back to itself', () => {
  const feed = write(jobs)
  expect(feed).toContain(
    '<link rel="alternate" type="text/html" href="https://board.example/tools/jobs/ft-1"/>',
  )
  expect(feed).toContain('<updated>2026-11-24T05:30:00.000Z</updated>')
  expect(feed).toContain('href="https://board.example/tools/feed.atom?status=FAILED&amp;q=')
  expect(feed).not.toContain('<script>')
  expect(write(jobs)).toBe(feed)
})

it.skipIf(!hasXmllint)('is valid Atom, whatever stands in a job, and so is one without jobs', () => {
  const check = (feed: string) =>
    execFileSync('xmllint', ['--noout', '--relaxng', 'lib/server/services/test-atom.rng', '-'], {
      input: feed,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  check(write(jobs))
  check(write([], ''))
  expect(() => check(write(jobs).replace(/<updated>.*<\/updated>/, ''))).toThrow()
})

it('is an image that says its words to a screen reader, too, and runs nothing', () => {
  const totals = {
    jobs: 5,
    usage: 0,
    duration_seconds: 0,
    by_status: { FAILED: 2, RUNNING: 1, SUCCEEDED: 2 },
  }
  expect(toBadgeText({ job: undefined, totals }, reader)).toEqual({
    label: 'fine-tunes',
    value: '1 Running, 2 Failed',
    tone: 'failed',
  })
  const none = { ...totals, jobs: 0, by_status: {} }
  expect(toBadgeText({ job: undefined, totals: none }, reader)).toMatchObject({
    value: '0 jobs',
    tone: 'off',
  })
  const badge = toBadge(toBadgeText({ job: jobs[0], totals }, reader))
  expect(badge).toContain('Failed</text>')
  expect(badge).not.toMatch(/<script|style=|on\w+=/)
  if (hasXmllint) execFileSync('xmllint', ['--noout', '-'], { input: badge, stdio: 'pipe' })
})

it('tells apart jobs of one id in two accounts', () => {
  const entries = ['beijing', 'intl'].map((source) => toMirroredJob({ job_id: 'ft-1' }, null, null, source))
  const feed = write(entries)
  expect(feed).toContain('href="https://board.example/tools/jobs/intl:ft-1"')
  expect(feed).toContain('Source: beijing')
  expect(new Set([...feed.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id)).size).toBe(3)
})
