import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { startSampleAccount } from '@/lib/sample-account/sample-account'
import { until } from './boards'

const NOBODY = 65534
const folder = mkdtempSync(join(tmpdir(), 'tuneboard-packed-'))
const [sources, tree, data, empty] = ['sources', 'tree', 'data', 'empty'].map((name) =>
  join(folder, name),
) as [string, string, string, string]
afterAll(() => {
  execFileSync('chmod', ['-R', 'u+w', folder])
  rmSync(folder, { recursive: true, force: true })
})

/** What `.dockerignore` lets through, in a folder of its own, with the packages that `npm ci` would bring. */
function layOut(): void {
  const patterns = readFileSync('.dockerignore', 'utf8').split('\n').filter(Boolean)
  expect(patterns.filter((pattern) => !/^[#!]/.test(pattern))).toEqual(['*', '**/*.test.ts'])
  for (const name of patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)))
    cpSync(name, join(sources, name), { recursive: true, filter: (path) => !path.endsWith('.test.ts') })
  execFileSync('cp', ['-a', 'node_modules', sources])
}

it('the Dockerfile’s steps make a tree that serves read-only, as nobody, from an empty folder, at any path', async () => {
  layOut()
  const pack = /RUN \["node", "(.*pack.mjs)", "\/board"\]/.exec(readFileSync('Dockerfile', 'utf8'))?.[1]
  const packed = spawnSync(process.execPath, [pack ?? '', tree], { cwd: sources, encoding: 'utf8' })
  expect(packed.stderr).toContain('packed; start it with')
  rmSync(sources, { recursive: true })
  for (const path of [data, empty]) mkdirSync(path)
  chmodSync(folder, 0o755)
  execFileSync('chmod', ['-R', 'a-w', tree, empty])
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(data, NOBODY, NOBODY)
  expect(execFileSync('du', ['-sm', tree], { encoding: 'utf8' })).toMatch(/^([1-7]?\d)\s/)
  const account = await startSampleAccount({ jobs: 20 })
  for (const BASE_PATH of ['', '/tools/board']) {
    const env = {
      NODE_ENV: 'production' as const,
      PATH: process.env.PATH ?? '',
      BASE_PATH,
      PORT: '0',
      TMPDIR: data,
      DATABASE_URL: `file:${join(data, 'board.db')}`,
      DASHSCOPE_API_KEY: account.key,
      DASHSCOPE_HTTP_BASE_URL: account.url,
    }
    const board = spawn(process.execPath, [join(tree, 'server.mjs')], {
      cwd: empty,
      env,
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    })
    let said = ''
    for (const stream of [board.stdout, board.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    await until(`it listens: ${said}`, 60, async () => said.includes('is at http') || board.exitCode !== null)
    const port = /is at http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1] ?? said
    const url = `http://127.0.0.1:${port}${BASE_PATH}`
    await until('it is ready', 20, async () => (await fetch(`${url}/api/ready`)).ok)
    const list = await (await fetch(`${url}/api/v1/fine-tunes`)).json()
    expect(list.output.total).toBe(20)
    for (const path of ['/', '/usage', '/mirror', `/jobs/${list.output.jobs[0].job_id}`]) {
      const page = await fetch(url + path)
      const html = await page.text()
      expect([path, page.status, html.includes('<h1')]).toEqual([path, 200, true])
      const script = /src="([^"]+\.js)"/.exec(html)?.[1] ?? ''
      expect(script.startsWith(`${BASE_PATH}/_next/`)).toBe(true)
      expect((await fetch(`http://127.0.0.1:${port}${script}`)).status).toBe(200)
    }
    const health = (more: object) =>
      spawnSync(process.execPath, [join(tree, 'lib/server/health.mjs')], { env: { ...env, ...more } }).status
    expect([health({ PORT: port }), health({ PORT: '9' })]).toEqual([0, 1])
    board.kill('SIGTERM')
    expect(await once(board, 'exit')).toEqual([0, null])
    expect(said).not.toMatch(/EACCES|EROFS|Cannot find/)
  }
  await account.stop()
  expect(execFileSync('ls', [data], { encoding: 'utf8' })).not.toContain('tuneboard-copy')
}, 400_000)
