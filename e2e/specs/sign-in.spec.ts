import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import Database from 'libsql'
import { type Board, ROOT } from '../board'
import { expectAccessible } from '../expect-accessible'
import { sendRaw } from '../raw-request'
import { readRoutes } from '../routes'
import { expect, startOver, test } from '../test'
import { t } from '../words'

test.describe.configure({ mode: 'default' })
test.use({ ownContext: true, provoked: [401, 429, 405] })

const PASSWORD = 'correct horse battery staple'
const HTML = { accept: 'text/html' }
const folder = mkdtempSync(join(tmpdir(), 'tuneboard-sign-in-'))
const databaseUrl = `file:${join(folder, 'board.db')}`
let board: Board

async function runToken(database: string, ...words: string[]): Promise<string> {
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: database, NODE_ENV: 'production' as const }
  const { stdout } = await promisify(execFile)('node', ['server.mjs', '--token', ...words], {
    cwd: ROOT,
    env,
  }).catch((error) => {
    // Its message does not say how the process ended.
    throw new Error(`${error.message} (code ${error.code}, signal ${error.signal})`)
  })
  return stdout.trim()
}

const untilReady = (url: string) =>
  expect.poll(async () => (await fetch(`${url}/api/ready`)).status).toBe(200)

test.beforeAll(async ({ account }) => {
  board = await startOver(account, { AUTH_PASSWORD: PASSWORD, DATABASE_URL: databaseUrl })
  await untilReady(board.url)
})
test.afterAll(async () => {
  expect(await board.stop()).toBe(0)
  rmSync(folder, { recursive: true })
})

/** The cookie of a new session. */
async function signIn(url: string): Promise<string> {
  const body = new URLSearchParams({ password: PASSWORD })
  const { headers } = await fetch(`${url}/sign-in`, { method: 'POST', body, redirect: 'manual' })
  return headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

async function enter(page: Page): Promise<void> {
  await page.getByLabel(t('signIn.password')).fill(PASSWORD)
  await page.getByRole('button', { name: t('signIn.submit') }).click()
}

/** What of an account may be in no answer to somebody whom nobody let in; the id that he asks for he knows. */
function toMarks(jobs: readonly { job_id: string; [field: string]: unknown }[]): string[] {
  const names = jobs.slice(0, 60).flatMap((job) => [job.job_id, String(job.job_name ?? '')])
  return names.filter((name) => name.length > 8 && name !== jobs[0]?.job_id)
}

const ASKED: readonly Record<string, string>[] = [
  {},
  HTML,
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1', purpose: 'prefetch' },
  { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
  {
    'x-nextjs-data': '1',
    'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware',
  },
  { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'localhost', 'x-matched-path': '/sign-in' },
  { authorization: 'Bearer tbk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
]
const toSpellings = (path: string): string[] => [
  path,
  `/${path}`,
  `/sign-in/%2e%2e${path}`,
  `/_next/data/build${path}.json`,
  `${path}${path.includes('?') ? '&' : '?'}_rsc=1`,
]

/** Asks for every route of the build in every spelling, as nobody; gives those whose answers held a mark. */
async function findLeaks(
  url: string,
  marks: readonly string[],
  paths: readonly string[],
  asked: typeof ASKED = ASKED,
): Promise<string[]> {
  const { hostname, port } = new URL(url)
  const leaks: string[] = []
  for (const path of paths)
    for (const spelling of asked === ASKED ? toSpellings(path) : [path]) {
      await Promise.all(
        asked.map(async (headers) => {
          const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
          const head = [
            `GET ${spelling} HTTP/1.1`,
            `Host: ${hostname}:${port}`,
            ...lines,
            'Connection: close',
          ]
          const answer = await sendRaw(url, head)
          if (marks.some((mark) => answer.includes(mark))) leaks.push(`${spelling} ${lines.join(' ')}`)
        }),
      )
    }
  return leaks
}

test('no route of the build gives a byte of data to somebody who is signed out', async ({ account }) => {
  const marks = toMarks(account.jobs())
  const { pages, routes } = readRoutes(account.jobs()[0]?.job_id ?? '')
  const paths = [...pages, ...routes]
  expect(paths.length).toBeGreaterThan(8)
  expect(await findLeaks(board.url, marks, paths)).toEqual([])
  // The same search finds them where somebody is signed in.
  const cookie = await signIn(board.url)
  for (const path of ['/', '/api/v1/fine-tunes']) {
    const answer = await (await fetch(board.url + path, { headers: { cookie } })).text()
    expect(marks.filter((mark) => answer.includes(mark)).length).toBeGreaterThan(3)
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    for (const path of [...pages, ...routes].filter((path) => !/^\/(sign-|preferences|views)/.test(path)))
      expect([path, (await fetch(board.url + path, { method })).status]).toEqual([path, 405])
})

for (const layer of ['--without-door', '--without-viewer'])
  test(`nor does it with one layer alone (${layer})`, async ({ account }) => {
    const half = await startOver(account, { AUTH_PASSWORD: PASSWORD }, [layer], 'run-half-board.mjs')
    await untilReady(half.url)
    const { pages, routes } = readRoutes(account.jobs()[0]?.job_id ?? '')
    expect(
      await findLeaks(half.url, toMarks(account.jobs()), [...pages, ...routes], ASKED.slice(1, 3)),
    ).toEqual([])
    await half.stop()
  })

for (const javaScriptEnabled of [true, false])
  test(`a person signs in and out ${javaScriptEnabled ? '' : 'without JavaScript'}`, async ({
    openOther,
  }) => {
    const page = await openOther({ javaScriptEnabled, baseURL: board.url })
    await page.goto('/?status=FAILED')
    await expect(page.getByRole('heading', { level: 1, name: t('signIn.title') })).toBeVisible()
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByLabel(t('signIn.password')).fill('not the password')
    await page.getByRole('button', { name: t('signIn.submit') }).click()
    await expect(page.getByRole('alert').filter({ hasText: t('signIn.wrong') })).toBeVisible()
    await enter(page)
    await expect(page).toHaveURL(`${board.url}/?status=FAILED`)
    await expect(page.getByRole('table')).toBeVisible()
    await page.getByRole('button', { name: t('account.signedIn') }).click()
    await expect(page.getByRole('button', { name: t('account.signOut') })).toBeVisible()
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByRole('button', { name: t('account.signOut') }).click()
    await expect(page).toHaveURL(`${board.url}/sign-in`)
    await page.goto('/jobs/none')
    await expect(page).toHaveURL(`${board.url}/sign-in?to=%2Fjobs%2Fnone`)
  })

test('no page breaks the policy, in either theme', { tag: '@full' }, async ({ account, openOther }) => {
  const { pages } = readRoutes(account.jobs()[0]?.job_id ?? '')
  const page = await openOther({ baseURL: board.url })
  await page.goto('/sign-in')
  await enter(page)
  await expect(page.getByRole('table')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // `openOther` fails the test for whatever a page reports.
    for (const path of pages) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached()
    }
  }
})

test('npm run token makes a token for scripts beside a running board, and ends it', async ({ account }) => {
  const run = (...words: string[]) => runToken(databaseUrl, ...words)
  const token = await run('create', 'ci', '--days', '90')
  expect(token).toMatch(/^tbk_[\w-]{43}$/)
  const ask = () => fetch(`${board.url}/api/v1/fine-tunes`, { headers: { authorization: `Bearer ${token}` } })
  const answer = await ask()
  expect(answer.status).toBe(200)
  expect((await answer.json()).output.total).toBe(account.jobs().length)
  expect(await run('list')).toMatch(/^ci +made \d{4}-\d\d-\d\d +until .* used /)
  expect(await run('revoke', 'ci')).toContain('ci')
  expect((await ask()).status).toBe(401)
  await expect.poll(() => board.output()).toContain('"token":"ci"')
  expect(board.output()).not.toContain(token)
})

test('npm run token waits for a database that somebody writes to', async () => {
  const file = join(folder, 'tokens.db')
  await runToken(`file:${file}`, 'create', 'ci')
  const database = new Database(file)
  database.exec('begin immediate')
  const revoked = runToken(`file:${file}`, 'revoke', 'ci')
  // As long as a command takes to come to the lock; one that ends there has ended by then.
  await Promise.race([revoked, new Promise((resolve) => setTimeout(resolve, 3_000))])
  database.exec('commit')
  database.close()
  expect(await revoked).toContain('ci')
})

test('odd requests by the thousand end in no 5xx, and the board lives', async () => {
  const rounds = process.env.FULL ? 10_000 : 400
  const { pid } = board.child
  const cookie = await signIn(board.url)
  const bad: string[] = []
  let seed = 20_261_124
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((seed / 2 ** 31) * below)
  }
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T
  const bytes = () => Array.from({ length: random(40) }, () => String.fromCharCode(random(256))).join('')
  const path = () =>
    pick([
      '/',
      '/jobs/',
      '/api/v1/fine-tunes?',
      '/api/v1/usage?',
      '/?',
      '/sign-in?to=',
      '/compare?job=',
      '/mirror?',
    ]) +
    pick([
      encodeURIComponent(bytes()),
      `q=${encodeURIComponent(bytes())}`,
      'page_no=99999999999999999999',
      'status=%00',
      '%ff%fe',
      '../../etc/passwd',
      'sort=__proto__&created_from=-99999d',
      'created_from=9999-99-99',
      'tz=Mars/Base&group_by=week,model',
      '%'.repeat(random(9)),
      `q=${'('.repeat(random(200))}`,
      'page_no=1&page_no=2',
      'columns=x&differences=true&baseline=y',
    ])
  const head = () => [
    `${pick(['GET', 'HEAD', 'POST', 'TRACE', 'M-SEARCH', 'get', bytes()])} ${pick([path(), bytes(), `http://x${path()}`])} ${pick(['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9'])}`,
    `Host: ${pick(['localhost', 'localhost', bytes(), 'localhost, localhost'])}`,
    `${pick(['Cookie', 'Accept', 'RSC', 'Next-Router-State-Tree', 'Range', 'If-None-Match', bytes()])}: ${pick([bytes(), cookie, '%5B%22%22', '1'])}`,
    pick(['Content-Length: 5', 'Transfer-Encoding: chunked', 'X: y']),
    `Cookie: ${cookie}`,
    'Connection: close',
  ]
  const one = async (at: number) => {
    if (at % 2 === 0) {
      const answer = await sendRaw(board.url, [...head(), '', '0'].slice(0, 6 + random(3))).catch(() => '')
      if (/^HTTP\/1.1 5/.test(answer)) bad.push(answer.slice(0, 200))
      return
    }
    const target = path()
    const headers = { cookie, ...(random(3) === 0 ? { rsc: '1' } : {}) }
    const answer = await fetch(board.url + target, { headers, redirect: 'manual' })
    await answer.arrayBuffer()
    if (answer.status >= 500) bad.push(`${answer.status} ${target}`)
  }
  for (let at = 0; at < rounds; at += 20) await Promise.all(Array.from({ length: 20 }, (_, i) => one(at + i)))
  expect(bad).toEqual([])
  expect(board.child.pid).toBe(pid)
  expect((await fetch(`${board.url}/api/health`)).status).toBe(200)
})
