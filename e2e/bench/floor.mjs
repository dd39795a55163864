// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('floor', import.meta.url))
const NEXT = createRequire(import.meta.url).resolve('next/dist/bin/next')
const env = { ...process.env, NODE_ENV: /** @type {const} */ ('production'), NEXT_TELEMETRY_DISABLED: '1' }

/**
 * @typedef {object} Floor
 * @property {string} url
 * @property {number} startMs from the start of the process to its first page
 * @property {() => Promise<void>} stop
 */

/** Builds and starts the do-nothing app, in the same Next. @returns {Promise<Floor>} */
export async function startFloor() {
  const { status, stderr } = spawnSync(process.execPath, [NEXT, 'build', FOLDER], { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the do-nothing app was not built: ${stderr}`)
  return startBuilt()
}

/** Starts it once more. @returns {Promise<Floor>} */
export async function startBuilt() {
  const port = await toFreePort()
  const startedAt = performance.now()
  const child = spawn(process.execPath, [NEXT, 'start', FOLDER, '-H', '127.0.0.1', '-p', String(port)], {
    env,
    stdio: 'ignore',
  })
  child.on('exit', (code) => code && process.exit(code))
  const url = `http://127.0.0.1:${port}`
  while (
    !(await fetch(url).then(
      (answer) => answer.text().then(() => answer.ok),
      () => false,
    ))
  )
    await new Promise((resolve) => setTimeout(resolve, 10))
  const startMs = performance.now() - startedAt
  return {
    url,
    startMs,
    async stop() {
      // It ends with a code of its own, which would end the figures that follow.
      child.removeAllListeners('exit')
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** @returns {Promise<number>} */
function toFreePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}
