// @ts-check
import { existsSync } from 'node:fs'
import { Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import { AUTH_SECRETS } from './lib/server/auth-settings.mjs'
import { ensureBuild } from './lib/server/build.mjs'
import { readSettings, SettingsError } from './lib/server/env.mjs'
import { createHttpServer, openTo } from './lib/server/http-server.mjs'

process.chdir(import.meta.dirname)
if (existsSync('.env')) process.loadEnvFile('.env')
const dev = process.argv.includes('--dev')
const demo = process.argv.includes('--demo')
const tokenAt = process.argv.indexOf('--token')
const tokenCommand = tokenAt < 0 ? null : process.argv.slice(tokenAt + 1).filter((word) => word !== '--demo')

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`Tuneboard: ${message}`)
  process.exit(1)
}

let settings
try {
  settings = readSettings(process.env, { demo, needsKey: !demo && !tokenCommand })
} catch (error) {
  fail(error instanceof SettingsError ? error.message : String(error))
}
// What children, crash reports and Next's own environment dumps do not hold they cannot tell.
for (const name of ['DASHSCOPE_API_KEY', ...AUTH_SECRETS]) delete process.env[name]

// Its answer alone is to stand on standard output; Next tells things there, too.
if (tokenCommand) console.log = console.error
Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
if (!dev && !ensureBuild()) fail('the build failed; see above.')

/** @type {import('./lib/server/board').Board} */
const board = { settings, dev, tokenCommand, open: () => {}, stop: null, auth: null, services: null }
/** @type {Promise<import('./lib/server/board').FrontDoor>} */
const opened = new Promise((resolve) => {
  board.open = resolve
})
Reflect.set(globalThis, Symbol.for('tuneboard'), board)

const { default: createNext } = await import('next')
const { host, port } = settings
const server = createHttpServer()
const app = createNext({ dev, hostname: host, port, httpServer: server })
await app.prepare()
// `prepare()` starts `instrumentation.ts`, and does not wait for it.
const frontDoor = await opened

let stopping = false
server.on('request', (_request, response) => {
  if (stopping) response.setHeader('connection', 'close')
})
openTo(server, frontDoor, app.getRequestHandler())
if (dev) server.on('upgrade', app.getUpgradeHandler())
server.on('error', (error) =>
  fail(
    Reflect.get(error, 'code') === 'EADDRINUSE'
      ? `PORT is ${port}, which another program listens on; take another, such as PORT=${port + 1}.`
      : `cannot listen on ${host}:${port}: ${error.message}`,
  ),
)
server.listen(port, host, () => {
  const address = server.address()
  const actual = address !== null && typeof address === 'object' ? address.port : port
  const name = host.includes(':') ? `[${host}]` : host
  console.error(`Tuneboard ${demo ? '(sample data) ' : ''}is at http://${name}:${actual}`)
})

// `server.close()` resets kept-alive connections that just sent a request; closing the listener alone does not.
async function stop() {
  if (stopping) return process.exit(1)
  stopping = true
  NetServer.prototype.close.call(server)
  await board.stop?.()
  const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms))
  await wait(1000)
  for (let left = 400; left > 0 && (await countConnections()) > 0; left--) {
    Server.prototype.closeIdleConnections.call(server)
    await wait(20)
  }
  process.exit(0)
}
/** @returns {Promise<number>} */
const countConnections = () =>
  new Promise((resolve) => server.getConnections((error, count) => resolve(error ? 0 : count)))

process.on('SIGTERM', stop)
process.on('SIGINT', stop)
