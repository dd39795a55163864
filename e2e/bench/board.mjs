// @ts-check
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * @typedef {object} Board
 * @property {string} url
 * @property {number} startMs from the start of the process to its first page
 * @property {() => Promise<void>} whole resolves once the mirror is whole
 * @property {() => number} memoryMb resident memory of the process and its children, in MB
 * @property {() => Promise<number>} restingMb the same once it stands still: threads of the start have ended
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the board over an account and waits for its first page.
 * @param {import('./account.mjs').Account} account
 * @param {string} database a path
 * @param {Record<string, string>} [env]
 * @param {string} [entry] what is started, from the root
 * @returns {Promise<Board>}
 */
export async function startBoard(account, database, env = {}, entry = 'server.mjs') {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [entry], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: '0',
      LOG_LEVEL: 'warn',
      DASHSCOPE_API_KEY: account.key,
      DASHSCOPE_HTTP_BASE_URL: account.url,
      DATABASE_URL: `file:${database}`,
      UPSTREAM_RPS: '1000',
      REFRESH_SECONDS: '60',
      LOG_BACKFILL: '0',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  let output = ''
  const url = await new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the board ended with ${code}: ${output}`)))
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text
      const match = /at (http:\/\/\S+)/.exec(output)
      if (match) resolve(match[1])
    })
  })
  await (await fetch(url)).text()
  return {
    url,
    startMs: performance.now() - startedAt,
    async whole() {
      for (;;) {
        const answer = await fetch(`${url}/api/v1/fine-tunes?page_size=1&deleted=include`)
        const { mirror } = answer.ok ? await answer.json() : { mirror: null }
        if (mirror?.complete) return
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    },
    memoryMb: () => toMegabytes(child.pid ?? 0),
    async restingMb() {
      for (let before = 0, still = 0, turn = 1; ; turn++) {
        const now = toMegabytes(child.pid ?? 0)
        still = Math.abs(now - before) <= 1 ? still + 1 : 0
        before = now
        if (still === 4 || turn === 60) return now
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** @param {number} pid @returns {number} of it and what it started */
function toMegabytes(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  const own = Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024)
  return children.reduce((sum, child) => sum + toMegabytes(Number(child)), own)
}
