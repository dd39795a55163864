// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import { join } from 'node:path'
import { AUTH_SECRETS } from './lib/server/auth-settings.mjs'
import { copyBuildUnder } from './lib/server/base-path.mjs'
import { ensureBuild } from './lib/server/build.mjs'
import { readSettings, SettingsError } from './lib/server/env.mjs'
import { keepHeapSmall } from './lib/server/heap.mjs'
import { createHttpServer, openTo } from './lib/server/http-server.mjs'
import { DEFAULT_SOURCE } from './lib/server/sources-file.mjs'
import { readAhead } from './lib/server/store/read-ahead.mjs'

process.chdir(import.meta.dirname)
if (existsSync('.env')) process.loadEnvFile('.env')
const dev = process.argv.includes('--dev')
const demo = process.argv.includes('--demo')
const tokenAt = process.argv.indexOf('--token')
const tokenCommand = tokenAt < 0 ? null : process.argv.slice(tokenAt + 1).filter((word) => word !== '--demo')
// A command has ended before its heap grows.
if (!tokenCommand) keepHeapSmall()

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
// What `lib/server/pack.mjs` made has no sources to build.
const isPacked = !existsSync('next.config.mjs')
if (!dev && !isPacked && !ensureBuild()) fail('the build failed; see above.')

const { host, port, basePath } = settings
let root = process.cwd()
process.env.BASE_PATH = basePath
if (!dev && basePath)
  try {
    root = copyBuildUnder(basePath)
  } catch (error) {
    fail(`BASE_PATH needs a folder to write to, the board's own or a temporary one (TMPDIR): ${error}`)
  }
// Where no `next.config.mjs` stands, Next takes its configuration from here, as in its own standalone server.
if (isPacked || root !== process.cwd())
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(
    JSON.parse(readFileSync(join(root, '.next/required-server-files.json'), 'utf8')).config,
  )

/** @type {import('./lib/server/board').Board} */
const board = {
  settings,
  dev,
  root,
  tokenCommand,
  ahead:
    demo || tokenCommand
      ? null
      : readAhead(settings.databaseUrl, settings.sources[0]?.name ?? DEFAULT_SOURCE),
  open: () => {},
  stop: null,
  auth: null,
  services: null,
}
/** @type {Promise<import('./lib/server/board').FrontDoor>} */
const opened = new Promise((resolve) => {
  board.open = resolve
})
Reflect.set(globalThis, Symbol.for('tuneboard'), board)

// Nothing else may keep the process alive while it waits for a database that another one writes to: it would end without a word.
const starting = setInterval(() => {}, 60_000)
const { default: createNext } = await import('next')
const server = createHttpServer()
const app = createNext({ dev, dir: root, hostname: host, port, httpServer: server })
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
  clearInterval(starting)
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
