import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../board'
import { findLeaks } from '../leaks'
import { CANARY_KEY, expect, test } from '../test'

const RSC = { RSC: '1' }

/** All that an answer holds: its status line, headers and body. */
async function toText(url: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(url, { headers, redirect: 'manual' })
  return `${JSON.stringify([...response.headers])}\n${await response.text()}`
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

test('the search for the key finds it in every spelling', () => {
  for (const text of [
    CANARY_KEY,
    CANARY_KEY.slice(9, 21),
    Buffer.from(`Bearer ${CANARY_KEY}`).toString('base64'),
    Buffer.from(`x${CANARY_KEY}`).toString('base64'),
    Buffer.from(CANARY_KEY).toString('hex'),
    Buffer.from(CANARY_KEY).toString('hex').toUpperCase(),
  ])
    expect(findLeaks(`<p>${text}</p>`, CANARY_KEY)).not.toEqual([])
  expect(findLeaks(CANARY_KEY.slice(9, 20), CANARY_KEY)).toEqual([])
})

test('the key leaves in no answer, no log line and no file, and at no fault', async ({ launch }) => {
  const { board, account } = await launch({ account: { jobs: 30 }, env: { LOG_LEVEL: 'trace' } })
  const [first] = account.jobs()
  const paths = [
    '/',
    '/?q=qwen&sort=-usage',
    '/?sort=bad',
    `/?q=${CANARY_KEY.slice(0, 8)}`,
    `/jobs/${first?.job_id}`,
    '/jobs/none',
    '/no/such/page',
    '/mirror',
    '/jobs/%ff',
    '/api/v1/fine-tunes',
    '/api/v1/fine-tunes?refresh=true',
    '/api/v1/fine-tunes?page_size=x',
    `/api/v1/fine-tunes/${first?.job_id}`,
    '/api/v1/fine-tunes/ft-never-heard-of',
    '/api/health',
    '/api/ready',
    '/metrics',
  ]
  const texts: (readonly [string, string])[] = []
  const look = async (state: string) => {
    for (const path of paths) {
      texts.push([`${state} ${path}`, await toText(board.url + path)])
      texts.push([`${state} RSC ${path}`, await toText(board.url + path, RSC)])
    }
  }
  await look('well')
  for (const place of ['name', 'headers', 'message'] as const) {
    account.resetCalls()
    account.fault({ kind: 'echo-key', place })
    await expect.poll(() => account.countCalls('/fine-tunes'), { timeout: 30_000 }).toBeGreaterThan(0)
    await look(`echoed as ${place}`)
  }
  const state = await (await fetch(`${board.url}/api/v1/fine-tunes`)).json()
  // The echo did arrive, and left redacted.
  expect(JSON.stringify(state)).toContain('[redacted]')
  expect(await board.stop()).toBe(0)
  texts.push(['output', board.output()])
  expect(board.output()).not.toBe('')
  for (const [where, text] of texts) expect([where, findLeaks(text, CANARY_KEY)]).toEqual([where, []])
})

test('an echo that meets a first start leaves no trace either', async ({ launch }) => {
  const { board } = await launch({
    account: { jobs: 10 },
    prepare: (account) => account.fault({ kind: 'echo-key', place: 'message' }),
    whole: false,
  })
  await expect.poll(async () => (await fetch(`${board.url}/api/ready`)).text()).toContain('InvalidApiKey')
  for (const path of ['/', '/api/ready', '/api/v1/fine-tunes', '/jobs/x'])
    for (const headers of [{}, RSC])
      expect([path, findLeaks(await toText(board.url + path, headers), CANARY_KEY)]).toEqual([path, []])
  expect(findLeaks(board.output(), CANARY_KEY)).toEqual([])
})

test('no file of the build holds the key, and no source map is handed out', async ({ board }) => {
  const files = listFiles(join(ROOT, '.next/static'))
  expect(files.filter((file) => /\.js$/.test(file)).length).toBeGreaterThan(5)
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
  for (const file of files) {
    expect([file, findLeaks(readFileSync(file, 'latin1'), CANARY_KEY)]).toEqual([file, []])
    // Nor the name of the variable: nothing of the browser's has business with it but the commands to copy.
    expect(
      (await fetch(`${board.url}/_next/static/${file.slice(file.indexOf('.next/static') + 13)}`)).status,
    ).toBe(200)
  }
})
