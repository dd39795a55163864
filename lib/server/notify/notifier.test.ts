import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { startTestMirror } from '../mirror/test-mirror'
import type { NotifyTarget } from '../notify-file.mjs'
import { createMemoryStore } from '../store/memory-store'
import { openStore } from '../store/open-store'
import { silentLog } from '../store/test-jobs'
import { createNotifier } from './notifier'
import { startTestReceiver } from './test-receiver'

const PAUSES = { tickMs: 10, firstMs: 20, longestMs: 50 }

async function openSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-notify-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return openStore(`file:${join(folder, 'board.db')}`, { log: silentLog })
}

describe.each([
  ['memory', async () => createMemoryStore()],
  ['SQLite', openSqlite],
])('over a store in %s', (_, open) => {
  async function start(targets: Partial<NotifyTarget>[], label?: string) {
    const store = await open()
    const world = await startTestMirror({ jobs: 30, store })
    const receiver = await startTestReceiver()
    const said: string[] = []
    const parts = {
      source: 'default',
      label,
      store,
      mirror: world.mirror,
      names: {},
      log: { ...silentLog, info: (_: object, message: string) => void said.push(message) },
      pauses: PAUSES,
      targets: targets.map(
        (target, at): NotifyTarget => ({
          name: `target${at}`,
          type: 'webhook',
          url: `${receiver.url}/${at}`,
          secret: 's',
          query: '',
          statuses: ['SUCCEEDED', 'FAILED', 'CANCELED'],
          language: 'en',
          allow_private: true,
          ...target,
        }),
      ),
      toText: () => ({ title: '', lines: [], link: { label: '', href: 'https://b/' } }),
    }
    const run = () => {
      const notifier = createNotifier(parts)
      notifier.start()
      return notifier
    }
    const notifier = run()
    onTestFinished(async () => {
      await notifier.stop()
      await receiver.stop()
    })
    world.mirror.start()
    await world.clock.advance(5_000)
    await vi.waitUntil(() => said.includes('this process sends notifications'))
    const got = () => receiver.received.map(({ path, body }) => ({ path, ...JSON.parse(body) }))
    const end = async (status: string, fields = {}) => {
      const { job_id } = world.account.add({ status: 'RUNNING', ...fields })
      await world.mirror.refresh()
      world.account.update(job_id, { status, end_time: '2026-01-15 16:00:00' })
      await world.clock.advance(20_000)
      return job_id
    }
    return { ...world, receiver, got, end, notifier, run }
  }

  it('tells of what ends from now on, once, to whom it concerns; old jobs are no news', async () => {
    const { end, got } = await start([
      {},
      { statuses: ['FAILED'] },
      { query: 'model=qwen3-14b&q=lr_scheduler_type=cosine' },
    ])
    const ok = await end('SUCCEEDED')
    const failed = await end('FAILED', {
      base_model: 'qwen3-14b',
      hyper_parameters: { lr_scheduler_type: 'cosine' },
    })
    await vi.waitUntil(() => got().length >= 4)
    const told = got().map(({ path, data }) => `${path} ${data.job_id} ${data.status}`)
    expect(told.sort()).toEqual(
      [`/0 ${ok} SUCCEEDED`, `/0 ${failed} FAILED`, `/1 ${failed} FAILED`, `/2 ${failed} FAILED`].sort(),
    )
  })

  it('tells whose job it is, and heeds it, where there are several accounts', async () => {
    const { end, got } = await start([{ query: 'source=intl' }, { query: 'source=beijing' }, {}], 'beijing')
    const ok = await end('SUCCEEDED')
    await vi.waitUntil(() => got().length >= 2)
    const told = got().map(({ path, data }) => `${path} ${data.source} ${data.job_id}`)
    expect(told.sort()).toEqual([`/1 beijing ${ok}`, `/2 beijing ${ok}`])
  })

  it('tries again until it is taken, with the same id, in order, and over a restart', async () => {
    const { end, got, receiver, notifier, run } = await start([{}])
    receiver.answerNext({ status: 500 }, { status: 429 }, { status: 302 })
    const first = await end('FAILED')
    await vi.waitUntil(() => got().length >= 2)
    await notifier.stop()
    const second = await end('SUCCEEDED')
    const again = run()
    await vi.waitUntil(() => got().some(({ data }) => data.job_id === second))
    await again.stop()
    const ids = got().map(({ id, data }) => [id, data.job_id])
    expect(ids.length).toBeGreaterThanOrEqual(5)
    expect(new Set(ids.slice(0, -1).map(([id]) => id)).size).toBe(1)
    expect(ids.map(([, job_id]) => job_id)).toEqual([...ids.slice(0, -1).map(() => first), second])
  })

  it('counts as somebody looking', async () => {
    const { account, clock } = await start([{}])
    await clock.advance(60_000)
    account.resetCalls()
    for (let second = 0; second < 90; second += 5) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      await clock.advance(5_000)
    }
    expect(account.countCalls()).toBeGreaterThanOrEqual(5)
  })
})
