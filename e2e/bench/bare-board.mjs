// @ts-check
// The board without its front door: Next takes requests by itself, serves its files from the disk and compresses with
// gzip, as it does where nobody asks otherwise. Whoever comes is let in.
import { AsyncLocalStorage } from 'node:async_hooks'
import createCompression from 'compression'

const BOARD = Symbol.for('tuneboard')
const contexts = new AsyncLocalStorage()
Reflect.set(globalThis, Symbol.for('tuneboard.request-context'), contexts)
const compress = createCompression()

Object.defineProperty(globalThis, BOARD, {
  configurable: true,
  set(/** @type {import('../../lib/server/board').Board} */ board) {
    const { open } = board
    board.open = (door) => open({ ...door, take })
    Object.defineProperty(globalThis, BOARD, { value: board })
  },
})

/** @type {import('../../lib/server/board').FrontDoor['take']} */
async function take(request, response, next) {
  const { cookie = '', 'accept-language': acceptLanguage = '' } = request.headers
  const viewer = { via: 'open', name: null }
  const context = { requestId: '', target: request.url, cookie, acceptLanguage, viewer, signInProblem: null }
  // Next takes the nonce of its scripts from here.
  request.headers['content-security-policy'] = "script-src 'nonce-bench'"
  compress(request, response, () => {})
  await contexts.run(context, () => next(request, response))
}

await import('../../server.mjs')
