import { spawnSync } from 'node:child_process'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SampleAccount, startSampleAccount } from '@/lib/sample-account/sample-account'
import { toNoticeRequest } from '@/lib/server/notify/message'
import { startTestPostgres } from '@/lib/server/store/test-postgres'
import { NGINX, startNginx } from '../nginx'
import { until } from './boards'
import { DOCUMENTS, readBlocks, readCommands } from './read-commands'
import { createTypist } from './typed-board'

/** Commands that are not typed here, each with why. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^npm ci( && npm test)?$/, 'comes before any test'],
  [/^npm (test|run (check|test:full|bench|screenshots|dev))$/, 'what runs tests, or changes the sources'],
  [/pack\.mjs/, 'packed.test.ts, with another folder'],
  [/^(docker|kubectl|systemctl|install|oauth2-proxy) |systemd/, 'programs that test machines lack'],
]

const typist = createTypist()
const typed = new Set<string>()
const passwordFile = join(typist.home, 'password')
let account: SampleAccount
let base: { DASHSCOPE_API_KEY: string; DASHSCOPE_HTTP_BASE_URL: string }

beforeAll(async () => {
  account = await startSampleAccount({ jobs: 60 })
  base = { DASHSCOPE_API_KEY: account.key, DASHSCOPE_HTTP_BASE_URL: account.url }
  writeFileSync(passwordFile, 'correct horse battery staple', { mode: 0o600 })
})
afterAll(async () => {
  await account?.stop()
  typist.remove()
})

/** A command of a document as it stands there; what it says instead of the reader's own things is filled in. */
function take(path: string, command: string, fill: { readonly [placeholder: string]: string } = {}): string {
  expect(readCommands(path)).toContain(command)
  typed.add(command)
  const parts = command.replace(/^npm ci && /, '')
  return Object.entries(fill).reduce((text, [name, value]) => text.replaceAll(name, value), parts)
}

const isOk = async (url: string) => (await fetch(url)).ok
const untilReady = (url: string) => until('it is ready', 60, () => isOk(`${url}/api/ready`))

describe('install.md', () => {
  const path = 'docs/install.md'

  it.each(['README.md', 'README.zh-CN.md', path])('%s: the sample account', async (document) => {
    const command = document === path ? 'npm run demo' : 'npm ci && npm run demo'
    const board = await typist.start(take(document, command))
    await untilReady(board.url)
    expect((await (await fetch(`${board.url}/api/v1/fine-tunes`)).json()).output.total).toBe(480)
    await board.stop()
  })

  it('an account, a password, and nginx before it', async () => {
    await typist.type(take(path, 'cp .env.example .env'), typist.folder)
    const settings = join(typist.folder, '.env')
    const filled = readFileSync(settings, 'utf8')
      .replace(/^DASHSCOPE_API_KEY=$/m, `DASHSCOPE_API_KEY=${account.key}`)
      .replace(/^#DASHSCOPE_HTTP_BASE_URL=.*$/m, `DASHSCOPE_HTTP_BASE_URL=${account.url}`)
    writeFileSync(settings, filled)
    const open = await typist.start(take(path, 'npm start'))
    await untilReady(open.url)
    for (const name of ['health', 'ready'])
      await typist.type(
        take(path, `curl -fsS http://127.0.0.1:3000/api/${name}`, { 'http://127.0.0.1:3000': open.url }),
        typist.folder,
      )
    await open.stop()

    await typist.type(take(path, '(umask 077 && openssl rand -base64 18 > board-password)'), typist.folder)
    const [closing = ''] = readBlocks(path, 'ini')
    const password = join(typist.folder, 'board-password')
    appendFileSync(settings, `\n${closing.replace('/srv/tuneboard/board-password', password)}`)
    const board = await typist.start('npm start')
    await untilReady(board.url)
    expect((await fetch(`${board.url}/api/v1/fine-tunes`)).status).toBe(401)
    if (NGINX) {
      const nginx = await startNginx('nginx-tls.conf', new URL(board.url).port)
      const body = `${new URLSearchParams({ password: readFileSync(password, 'utf8').trim() })}`
      const cookie = await post(nginx.ports[1], body)
      expect(cookie).toMatch(/^__Host-tuneboard/)
      await nginx.stop()
    }
    await board.stop()
    writeFileSync(settings, '')
  })
})

/** Signs in through nginx, and gives the cookie. */
function post(port: number, body: string): Promise<string> {
  const headers = {
    host: 'board.example',
    origin: 'https://board.example',
    'content-type': 'application/x-www-form-urlencoded',
  }
  const options = { port, path: '/sign-in', method: 'POST', headers, rejectUnauthorized: false }
  return new Promise((resolve, reject) => {
    request(options, (response) => resolve(response.headers['set-cookie']?.[0] ?? `${response.statusCode}`))
      .on('error', reject)
      .end(body)
  })
}

describe('ways to start', () => {
  const starts = [...new Set(DOCUMENTS.flatMap(readCommands))].filter(
    (command) => / npm start$/.test(command) && !command.startsWith('DATABASE_URL='),
  )
  it.each(starts)('%s', async (command) => {
    const document = DOCUMENTS.find((path) => readCommands(path).includes(command)) ?? ''
    const files = { PRICES_FILE: 'README.md', NAMES_FILE: 'README.md', NOTIFY_FILE: 'docs/notifications.md' }
    const named = Object.entries(files).map(([name, path], index) => {
      const text = readBlocks(path, 'json')[name === 'NAMES_FILE' ? 1 : 0] ?? ''
      const file = join(typist.home, `${index}.json`)
      writeFileSync(file, text)
      return [name, file] as const
    })
    const fill = { 'sk-…': account.key, '/run/secrets/board': passwordFile, '=… ': '=board ' }
    const board = await typist.start(take(document, command, fill), { ...base, ...Object.fromEntries(named) })
    await untilReady(board.url)
    await board.stop()
  })
})

it('scaling.md and upgrade.md: a shared database, and copies of both kinds', async () => {
  const postgres = await startTestPostgres()
  const url = await postgres.newDatabase()
  const fill = { 'postgres://tuneboard:secret@db.example/board': url }
  const start = 'DATABASE_URL=postgres://tuneboard:secret@db.example/board npm start'
  const shared = await typist.start(take('docs/scaling.md', start, fill), base)
  await untilReady(shared.url)
  await shared.stop()
  const path = 'docs/upgrade.md'
  for (const command of readCommands(path).filter((line) => line.startsWith('pg_')))
    await typist.type(take(path, command), typist.folder, { DATABASE_URL: url })
  await postgres.remove()

  const board = await typist.start('npm start', base)
  await untilReady(board.url)
  for (const command of readCommands(path).filter((line) => !line.startsWith('pg_'))) {
    if (command.startsWith('sqlite3') && spawnSync('sqlite3', ['--version']).error) continue
    await typist.type(`rm -f data/backup.db; ${take(path, command)}`, typist.folder)
    const count = `console.log(new (require("libsql"))("data/backup.db").prepare("select count(*) n from jobs").get().n)`
    expect((await typist.type(`node -e '${count}'`, typist.folder)).trim()).toBe('60')
  }
  await board.stop()
})

it('README.md and api.md: tokens, curl, Python and TypeScript', async () => {
  const path = 'docs/api.md'
  const settings = {
    ...base,
    AUTH_PASSWORD_FILE: passwordFile,
    DATABASE_URL: `file:${typist.home}/signed-in.db`,
  }
  const board = await typist.start('npm start', settings)
  await untilReady(board.url)
  for (const document of ['README.md', path])
    for (const verb of ['create ci --days 90', 'list', 'revoke ci'])
      await typist.type(take(document, `npm run -s token -- ${verb}`), typist.folder, settings)
  const create = async (command: string) =>
    /tbk_\S+/.exec(await typist.type(command, typist.folder, settings))?.[0] ?? ''
  const token = await create('npm run -s token -- create reader')
  const link = await create(
    take(path, "npm run -s token -- create failures --for '/feed.atom?status=FAILED'"),
  )
  const job = account.jobs().find(({ status }) => status === 'SUCCEEDED')?.job_id ?? ''
  const scratch = typist.home
  const known = { BOARD: board.url, DASHSCOPE_API_KEY: token, TOKEN: token }

  await typist.type(
    take(path, 'curl -sS "$BOARD/feed.atom?status=FAILED&token=tbk_…"', { 'tbk_…': link }),
    scratch,
    known,
  )
  const curls = readCommands(path).filter((line) => line.startsWith('curl') && !line.includes('feed.atom'))
  expect(curls.length).toBeGreaterThan(8)
  for (const curl of curls) {
    const fill = { 'ft-202410291512-1851': job, $JOB: `${board.url}/api/v1/fine-tunes/${job}` }
    await typist.type(take(path, curl, fill), scratch, known)
  }
  for (const curl of readCommands('README.md').filter((line) => line.startsWith('curl'))) {
    const fill = { 'https://board.example': board.url, 'http://127.0.0.1:3000': board.url }
    const bare = curl.includes('$TOKEN')
      ? []
      : ['curl() { command curl -sS -H "Authorization: Bearer $TOKEN" --fail-with-body "$@"; }']
    await typist.type([...bare, take('README.md', curl, fill)].join('\n'), scratch, known)
  }

  const [sdk = '', plain = ''] = readBlocks(path, 'python')
  writeFileSync(join(scratch, 'plain.py'), plain)
  expect(await typist.type('python3 plain.py', scratch, known)).toContain("'jobs'")
  // The package comes from a registry that test machines may lack; `api.spec.ts` plays its requests.
  if (spawnSync('python3', ['-c', 'import dashscope']).status === 0) {
    writeFileSync(join(scratch, 'sdk.py'), sdk.replaceAll('ft-202410291512-1851', job))
    await typist.type('python3 sdk.py', scratch, known)
  }
  const [program = ''] = readBlocks(path, 'ts')
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.ESNext } })
  writeFileSync(join(scratch, 'read.mjs'), outputText)
  const failed = account.jobs().filter(({ status, create_time }) => status === 'FAILED' && create_time)
  expect(await typist.type('node read.mjs', scratch, known)).toContain('FAILED')
  expect(failed.length).toBeGreaterThan(0)
  await board.stop()
})

it('notifications.md: a receiver in Python knows a genuine message', () => {
  const secret = `whsec_${Buffer.from('a secret of some length').toString('base64')}`
  const event = {
    id: 'evt_1',
    seq: 1,
    status: 'FAILED',
    observedAt: 0,
    job: { job_id: 'ft-1', status: 'FAILED' },
  }
  const text = { title: '', lines: [], link: { label: '', href: 'https://board.example/jobs/ft-1' } }
  const { headers, body } = toNoticeRequest(
    { type: 'webhook', url: 'https://ci.example', secret },
    event,
    text,
    Date.now(),
  )
  const [receiver = ''] = readBlocks('docs/notifications.md', 'python')
  const call = `import json, sys\nargs = json.load(sys.stdin)\nprint(is_genuine(args["secret"], args["headers"], args["body"].encode()))`
  const ask = (sent: string) =>
    spawnSync('python3', ['-c', `${receiver}\n${call}`], {
      input: JSON.stringify({ secret, headers, body: sent }),
      encoding: 'utf8',
    }).stdout.trim()
  expect([ask(body), ask(`${body} `)]).toEqual(['True', 'False'])
})

it('every command of the documents is typed here, or said why not', () => {
  const left = DOCUMENTS.flatMap(readCommands).filter(
    (command) => !typed.has(command) && !ELSEWHERE.some(([pattern]) => pattern.test(command)),
  )
  expect(left).toEqual([])
})
