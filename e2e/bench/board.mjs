// @ts-check
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * @typedef {object} Board
 * @property {string} url
 * @property {number} startMs from the start of the process to its first page
 * @property {() => number} fillCalls calls to DashScope so far
 * @property {() => number} memoryMb resident memory of the process, in MB
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the board over a sample account, as `npm run demo` does, and waits until its mirror is whole.
 * @param {number} jobs
 * @returns {Promise<Board>}
 */
export async function startBoard(jobs) {
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['server.mjs', '--demo'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: '0',
      TUNEBOARD_DEMO_JOBS: String(jobs),
      UPSTREAM_RPS: '1000',
      REFRESH_SECONDS: '60',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let calls = 0
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    calls += text.split('DashScope answered').length - 1
  })
  const url = await new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the board ended with ${code}: ${output}`)))
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text
      const match = /at (http:\/\/\S+)/.exec(output)
      if (match) resolve(match[1])
    })
  })
  const first = await fetch(url)
  await first.text()
  const startMs = performance.now() - startedAt
  for (;;) {
    const answer = await fetch(`${url}/api/v1/fine-tunes?page_size=1&deleted=include`)
    const { mirror } = answer.ok ? await answer.json() : { mirror: null }
    if (mirror?.complete) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url,
    startMs,
    fillCalls: () => calls,
    memoryMb: () => toMegabytes(readFileSync(`/proc/${child.pid}/status`, 'utf8')),
    stop: () =>
      new Promise((resolve) => {
        child.on('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** @param {string} status of `/proc` */
function toMegabytes(status) {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024)
}
