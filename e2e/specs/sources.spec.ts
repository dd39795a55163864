import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SampleAccount, startSampleAccount } from '../../lib/sample-account/sample-account'
import { askJobs } from '../api'
import { type Board, startBoard } from '../board'
import { expectAccessible } from '../expect-accessible'
import { findLeaks } from '../leaks'
import { JobsPage } from '../pages/jobs-page'
import { test as base, CANARY_KEY, expect, FIXED_NOW, waitUntilWhole } from '../test'
import { t } from '../words'

/** A second key, of which no piece occurs in the first. */
const OTHER_KEY = 'sk-OtHeR4Ws8Ed2Rf6Tg0Yh5Uj9Ik3Ol7Pz1'

type Several = { board: Board; beijing: SampleAccount; intl: SampleAccount; twin: string }

/** A board over two accounts, which have one job id in common. */
const test = base.extend<{ several: Several }>({
  several: async ({ launch: _launch }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'tuneboard-sources-'))
    const clock = () => FIXED_NOW
    const beijing = await startSampleAccount({ clock, jobs: 60, seed: 1, key: CANARY_KEY })
    const intl = await startSampleAccount({ clock, jobs: 40, seed: 2, key: OTHER_KEY })
    const twin = 'ft-202601151200-twin'
    for (const [account, name] of [
      [beijing, 'from Beijing'],
      [intl, 'from abroad'],
    ] as const)
      account.add({
        job_id: twin,
        job_name: name,
        status: 'SUCCEEDED',
        base_model: 'qwen3-14b',
        model: 'qwen3-14b',
        usage: 1_000_000,
        create_time: '2026-01-15 12:00:00',
        end_time: '2026-01-15 13:00:00',
      })
    writeFileSync(join(folder, 'key'), OTHER_KEY)
    writeFileSync(
      join(folder, 'sources.json'),
      JSON.stringify({
        sources: [
          {
            name: 'beijing',
            base_url: beijing.url,
            key: CANARY_KEY,
            workspace: 'ws-north',
            region: 'beijing',
          },
          { name: 'intl', base_url: intl.url, key_file: join(folder, 'key') },
        ],
      }),
    )
    const board = await startBoard({
      SOURCES_FILE: join(folder, 'sources.json'),
      UPSTREAM_RPS: '200',
      REFRESH_SECONDS: '1',
      LOG_LEVEL: 'trace',
    })
    await waitUntilWhole(board)
    await use({ board, beijing, intl, twin })
    await Promise.all([board.stop(), beijing.stop(), intl.stop()])
    rmSync(folder, { recursive: true })
  },
})

const ask = async (url: string) => (await fetch(url)).json()

test('two accounts are one table, with a column and a filter that the URL holds', async ({
  several,
  page,
}) => {
  const { board, beijing, intl, twin } = several
  const jobs = new JobsPage(page)
  await jobs.open('', board.url)
  await expect(jobs.header('jobs.filter.source')).toBeVisible()
  await expect(jobs.totals).toContainText(String(beijing.jobs().length + intl.jobs().length))
  await expect(jobs.row(`beijing:${twin}`)).toContainText('beijing')
  await expect(jobs.row(`intl:${twin}`)).toContainText('intl')
  await expectAccessible(page)

  await jobs.filter('jobs.filter.source').click()
  expect(await jobs.counts('jobs.filter.source')).toEqual({
    beijing: beijing.jobs().length,
    intl: intl.jobs().length,
  })
  await jobs.box('source', 'intl').check()
  await expect(page).toHaveURL(`${board.url}/?source=intl`)
  await expect(jobs.totals).toContainText(String(intl.jobs().length))
  await expect(jobs.row(`intl:${twin}`)).toBeVisible()
  await expect(jobs.row(`beijing:${twin}`)).toHaveCount(0)
  await page.reload()
  await expect(jobs.row(`intl:${twin}`)).toBeVisible()

  // The column can be left out, and is offered again.
  await page.goto(`${board.url}/columns`)
  await page.getByRole('checkbox', { name: t('jobs.filter.source'), exact: true }).uncheck()
  await page.getByRole('button', { name: t('columns.show') }).click()
  await expect(jobs.table).toBeVisible()
  await expect(jobs.header('jobs.filter.source')).toHaveCount(0)
})

test('a job is known by source and id, and its account is the one that is asked', async ({
  several,
  page,
}) => {
  const { board, beijing, intl, twin } = several
  const jobs = new JobsPage(page)
  await jobs.open('', board.url)
  await jobs.row(`intl:${twin}`).getByRole('link', { name: 'from abroad' }).click()
  await expect(page).toHaveURL(`${board.url}/jobs/intl:${twin}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('from abroad')
  expect(intl.countCalls(`/fine-tunes/${twin}/logs`)).toBeGreaterThan(0)
  expect(beijing.countCalls(`/fine-tunes/${twin}/logs`)).toBe(0)

  const api = `${board.url}/api/v1/fine-tunes`
  expect(await ask(`${api}/beijing:${twin}/logs`)).toMatchObject({ output: { total: expect.any(Number) } })
  const call = beijing.calls.find(({ path }) => path === `/fine-tunes/${twin}/logs`)
  expect(call?.headers).toMatchObject({
    authorization: `Bearer ${CANARY_KEY}`,
    'x-dashscope-workspace': 'ws-north',
  })
  for (const { headers } of intl.calls) {
    expect(headers.authorization).toBe(`Bearer ${OTHER_KEY}`)
    expect(headers['x-dashscope-workspace']).toBeUndefined()
  }

  // An id alone means the only match; of two it says so.
  const answer = await ask(`${api}/beijing:${twin}`)
  expect(answer).toMatchObject({ source: 'beijing', output: { job_id: twin, job_name: 'from Beijing' } })
  expect(answer.output.source).toBeUndefined()
  const ambiguous = await fetch(`${api}/${twin}`)
  expect(ambiguous.status).toBe(409)
  expect(await ambiguous.json()).toMatchObject({
    code: 'AmbiguousJobId',
    message: expect.stringContaining(`beijing:${twin}, intl:${twin}`),
  })
  await page.goto(`${board.url}/jobs/${twin}`)
  await page.getByRole('link', { name: 'beijing: from Beijing' }).click()
  await expect(page).toHaveURL(`${board.url}/jobs/beijing:${twin}`)
  expect(await ask(`${api}?source=nowhere`)).toMatchObject({ output: { total: 0, jobs: [] } })

  const only = intl.jobs().at(-1)?.job_id ?? ''
  expect(await ask(`${api}/${only}`)).toMatchObject({ source: 'intl', output: { job_id: only } })
  // One that the mirrors lack is asked for where it is.
  const late = beijing.add({ create_time: '2020-01-01 00:00:00' }).job_id
  expect(await ask(`${api}/${late}`)).toMatchObject({ source: 'beijing' })
  expect((await fetch(`${api}/ft-nowhere`)).status).toBe(404)

  await page.goto(`${board.url}/compare?job=beijing:${twin}&job=intl:${twin}`)
  await expect(page.getByRole('columnheader', { name: 'from Beijing' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'from abroad' })).toBeVisible()
})

test('money of two regions is never added up', async ({ several, page }) => {
  const { board, twin } = several
  const { output } = await askJobs(board.url, `q=${twin}`)
  expect(output.derived).toMatchObject({
    [`beijing:${twin}`]: { cost: { currency: 'CNY' } },
    [`intl:${twin}`]: { cost: { currency: 'USD' } },
  })
  const usage = await ask(`${board.url}/api/v1/usage?q=${twin}&group_by=model`)
  expect(usage.output.totals.cost.amounts).toEqual([
    { currency: 'CNY', amount: output.derived[`beijing:${twin}`]?.cost.amount },
    { currency: 'USD', amount: output.derived[`intl:${twin}`]?.cost.amount },
  ])
  await page.goto(`${board.url}/usage?source=intl&measure=cost`)
  await expect(page.getByRole('main')).toContainText('$')
  await expect(page.getByRole('main')).not.toContainText('¥')
})

test('an account that fails ages its own jobs and no others', async ({ several, page }) => {
  const { board, beijing, intl } = several
  beijing.resetCalls()
  intl.fault({
    kind: 'status',
    status: 500,
    code: 'InternalError',
    message: 'broken',
    request_id: 'req-intl',
  })
  await expect
    .poll(async () => (await askJobs(board.url, 'source=intl')).mirror.stale, { timeout: 30_000 })
    .toBe(true)
  const { mirror } = await askJobs(board.url, '')
  expect(mirror).toMatchObject({
    stale: true,
    sources: [
      { name: 'beijing', stale: false, complete: true },
      { name: 'intl', stale: true, complete: true, error: { code: 'InternalError', request_id: 'req-intl' } },
    ],
  })
  // The other one is asked on, and its news come.
  const added = beijing.add({ job_name: 'news' }).job_id
  await expect
    .poll(async () =>
      (await askJobs(board.url, 'source=beijing&q=news')).output.jobs.map(({ job_id }) => job_id),
    )
    .toEqual([added])
  expect((await askJobs(board.url, 'source=beijing')).mirror.stale).toBe(false)
  expect((await askJobs(board.url, 'source=intl')).output.total).toBe(intl.jobs().length)

  await page.goto(`${board.url}/`)
  await expect(page.getByRole('alert').filter({ hasText: 'intl:' })).toContainText('req-intl')
  await expect(page.getByRole('alert').filter({ hasText: 'beijing:' })).toHaveCount(0)
  await page.goto(`${board.url}/mirror`)
  await expect(page.getByRole('region', { name: 'intl' })).toContainText('req-intl')
  await expect(page.getByRole('region', { name: 'beijing' }).getByRole('alert')).toHaveCount(0)
  await expectAccessible(page)
  expect((await fetch(`${board.url}/api/ready`)).status).toBe(200)

  const metrics = await (await fetch(`${board.url}/metrics`)).text()
  expect(metrics).toContain('tuneboard_mirror_stale{source="beijing"} 0')
  expect(metrics).toContain('tuneboard_mirror_stale{source="intl"} 1')
})

test('neither key leaves, not even where one account says the other key', async ({ several }) => {
  const { board, beijing, intl, twin } = several
  beijing.add({ job_id: 'ft-202601151300-leak', job_name: OTHER_KEY, create_time: '2026-01-15 13:00:00' })
  intl.fault({ kind: 'echo-key', place: 'message' })
  await expect
    .poll(async () => (await askJobs(board.url, 'source=intl')).mirror.stale, { timeout: 30_000 })
    .toBe(true)
  await expect.poll(async () => (await askJobs(board.url, 'q=leak')).output.total).toBe(1)
  const texts: [string, string][] = []
  for (const path of [
    '/',
    '/?q=leak',
    '/mirror',
    '/usage',
    `/jobs/intl:${twin}`,
    '/jobs/beijing:ft-202601151300-leak',
    '/api/v1/fine-tunes',
    '/api/v1/fine-tunes/beijing:ft-202601151300-leak',
    '/api/v1/fine-tunes/export?format=jsonl',
    '/feed.atom',
    '/metrics',
  ])
    for (const headers of [{}, { RSC: '1' }]) {
      const response = await fetch(board.url + path, { headers })
      texts.push([path, JSON.stringify([...response.headers]) + (await response.text())])
    }
  expect(await board.stop()).toBe(0)
  texts.push(['output', board.output()])
  expect(board.output()).toContain('"source":"intl"')
  for (const [where, text] of texts)
    for (const key of [CANARY_KEY, OTHER_KEY]) expect([where, findLeaks(text, key)]).toEqual([where, []])
  expect(texts.some(([, text]) => text.includes('[redacted]'))).toBe(true)
})
