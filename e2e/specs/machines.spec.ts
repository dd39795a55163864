import { execFileSync } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../board'
import { expectAccessible } from '../expect-accessible'
import { expect, test } from '../test'

test('Prometheus gets figures, a program gets OpenAPI, and a person a page about it', async ({
  page,
  board,
}) => {
  const metrics = await fetch(`${board.url}/metrics`)
  expect(metrics.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  const figures = await metrics.text()
  expect(figures).toMatch(/^tuneboard_jobs\{status="SUCCEEDED",base_model=".+"\} \d+$/m)
  expect(figures).toMatch(/^tuneboard_upstream_calls_total\{call="list",result="ok"\} [1-9]/m)
  await expect
    .poll(async () => (await fetch(`${board.url}/metrics`)).text())
    .toMatch(/_count\{route="\/metrics",status="2xx"\} [1-9]/)

  const openapi = await (await fetch(`${board.url}/api/openapi.json`)).json()
  expect(openapi.openapi).toMatch(/^3\.1/)

  await page.goto('/mirror')
  await page.getByRole('link', { name: 'The API of this board' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('API')
  for (const path of Object.keys(openapi.paths))
    await expect(page.getByRole('heading', { name: `GET ${path}`, exact: true })).toBeVisible()
  await expectAccessible(page)
})

test('a feed and a badge, with sign-in on, open with a token for their query alone', async ({ launch }) => {
  const folder = await mkdtemp(join(tmpdir(), 'tuneboard-feed-'))
  const DATABASE_URL = `file:${join(folder, 'board.db')}`
  const { board } = await launch({
    env: { AUTH_PASSWORD: 'a long password for the test', DATABASE_URL },
    whole: false,
  })
  await expect.poll(async () => (await fetch(`${board.url}/api/ready`)).status).toBe(200)
  const make = async (name: string, target: string) => {
    const args = ['server.mjs', '--token', 'create', name, '--for', target]
    const made = execFileSync(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL, PORT: '0' },
    })
    return made.toString().trim()
  }
  const feedToken = await make('feed', '/feed.atom?status=FAILED&model=qwen3-14b')
  const badgeToken = await make('badge', '/badge.svg?status=FAILED')
  const ask = (target: string) => fetch(board.url + target, { redirect: 'manual' })

  const feed = await ask(`/feed.atom?model=qwen3-14b&status=FAILED&token=${feedToken}`)
  expect([feed.status, feed.headers.get('content-type')]).toEqual([
    200,
    'application/atom+xml; charset=utf-8',
  ])
  expect(feed.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  const text = await feed.text()
  expect(text).toContain('<feed xmlns="http://www.w3.org/2005/Atom"')
  expect(text).not.toContain(feedToken)
  const badge = await ask(`/badge.svg?status=FAILED&token=${badgeToken}`)
  expect([badge.status, badge.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8'])
  expect(badge.headers.get('cross-origin-resource-policy')).toBe('cross-origin')

  for (const target of [
    '/feed.atom?model=qwen3-14b&status=FAILED',
    `/feed.atom?status=FAILED&token=${feedToken}`,
    `/feed.atom?model=qwen3-14b&status=FAILED&page_no=2&token=${feedToken}`,
    `/badge.svg?status=FAILED&token=${feedToken}`,
    `/metrics?token=${feedToken}`,
    `/api/v1/fine-tunes?status=FAILED&token=${badgeToken}`,
  ])
    expect((await ask(target)).status, target).toBe(401)
})
