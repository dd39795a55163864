import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startSampleAccount } from '@/lib/sample-account/sample-account'
import { askList, SOAK, startAccountBoard, until } from './boards'

const VIEWERS = SOAK ? 2_000 : 300
const SECONDS = SOAK ? 30 : 8

it(`${VIEWERS} people on mixed pages make the calls of one`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-viewers-'))
  const account = await startSampleAccount({ jobs: 2_500 })
  const board = await startAccountBoard(account, `file:${join(folder, 'board.db')}`, {
    REFRESH_SECONDS: '1',
    UPSTREAM_RPS: '50',
  })
  await until('it shows all', 60, async () => (await askList(board))?.mirror.complete === true)
  const running = account.jobs().find(({ status }) => status === 'RUNNING')?.job_id
  const ended = account.jobs().find(({ status }) => status === 'SUCCEEDED')?.job_id
  const paths = [
    '/',
    `/jobs/${running}`,
    '/usage',
    '/mirror',
    `/compare?job=${running}&job=${ended}`,
    '/?status=FAILED',
    '/api/v1/fine-tunes?q=lora',
    `/api/v1/fine-tunes/${running}/logs`,
    `/api/v1/fine-tunes/${running}/metrics`,
    '/feed.atom',
  ]
  // What is read once for good is read before any of it is counted.
  for (const path of paths) await fetch(board.url + path).then((answer) => answer.text())

  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const ask = (path: string) =>
    new Promise<number>((resolve, reject) => {
      get(board.url + path, { agent }, (response) =>
        response.resume().on('end', () => resolve(response.statusCode ?? 0)),
      ).on('error', reject)
    })
  let turn = 0
  async function look(viewers: number): Promise<{ calls: number; views: number }> {
    account.resetCalls()
    const end = performance.now() + SECONDS * 1000
    let views = 0
    const view = async () => {
      while (performance.now() < end) {
        expect(await ask(paths[turn++ % paths.length] ?? '/')).toBe(200)
        views++
        // One alone walks through all pages while the others are each on one.
        await new Promise((resolve) => setTimeout(resolve, viewers === 1 ? 50 : 1000))
      }
    }
    await Promise.all(Array.from({ length: viewers }, view))
    return { calls: account.countCalls(), views }
  }
  const one = await look(1)
  const many = await look(VIEWERS)
  console.log(
    `1: ${one.calls} calls, ${one.views} views; ${VIEWERS}: ${many.calls} calls, ${many.views} views`,
  )
  expect(one.calls).toBeGreaterThan(SECONDS / 2)
  expect(many.views).toBeGreaterThan(one.views)
  expect(many.calls).toBeLessThanOrEqual(1.1 * one.calls + 2)
  agent.destroy()
  expect(await board.stop()).toBe(0)
  await account.stop()
  rmSync(folder, { recursive: true, force: true })
})
