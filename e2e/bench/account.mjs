// @ts-check
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {object} Account
 * @property {string} url
 * @property {string} key
 * @property {() => Promise<number>} calls that it has got so far
 * @property {(ms: number) => void} latency sets how long each answer takes
 * @property {(fault: unknown) => void} fault sets what goes wrong from now on
 * @property {(job_id: string, lines: number) => void} logLines sets how long a log is
 * @property {() => Promise<void>} stop
 */

/** Starts a simulated account in a process of its own. @param {number} jobs @returns {Promise<Account>} */
export async function startAccount(jobs) {
  const child = fork(fileURLToPath(new URL('account-child.mjs', import.meta.url)), [JSON.stringify({ jobs })])
  const [{ url, key }] = await once(child, 'message')
  return {
    url,
    key,
    async calls() {
      child.send({ ask: 'calls' })
      const [{ calls }] = await once(child, 'message')
      return calls
    },
    latency: (value) => void child.send({ ask: 'latency', value }),
    fault: (value) => void child.send({ ask: 'fault', value }),
    logLines: (job_id, lines) => void child.send({ ask: 'logLines', value: [job_id, lines] }),
    async stop() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
