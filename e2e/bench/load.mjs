// @ts-check
import { Agent, get } from 'node:http'

/**
 * Asks for paths over and over, a few at a time, and counts.
 * @param {string} url of the board
 * @param {(turn: number) => string} toPath
 * @param {{ seconds?: number, at_once?: number, encoding?: string }} [options] `encoding`: what is said to be taken
 * @returns {Promise<{ perSecond: number, p50: number, p99: number }>} requests a second; milliseconds
 */
export async function load(url, toPath, { seconds = 3, at_once = 8, encoding = 'gzip' } = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: at_once })
  /** @type {number[]} */
  const times = []
  const startedAt = performance.now()
  const end = startedAt + seconds * 1000
  let turn = 0
  const run = async () => {
    while (performance.now() < end) {
      const askedAt = performance.now()
      await ask(url + toPath(turn++), agent, encoding)
      times.push(performance.now() - askedAt)
    }
  }
  await Promise.all(Array.from({ length: at_once }, run))
  const took = (performance.now() - startedAt) / 1000
  agent.destroy()
  return { perSecond: times.length / took, p50: toQuantile(times, 0.5), p99: toQuantile(times, 0.99) }
}

/**
 * Asks for an address and reads the answer to its end.
 * @param {string} url @param {Agent} agent @param {string} [encoding] @returns {Promise<void>}
 */
export function ask(url, agent, encoding = 'gzip') {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'accept-encoding': encoding } }, (response) => {
      if ((response.statusCode ?? 500) >= 500) reject(new Error(`${url} answered ${response.statusCode}`))
      response.resume().on('end', resolve)
    }).on('error', reject)
  })
}

/** @param {readonly number[]} values @param {number} share */
export function toQuantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
