// @ts-check
// A server under test with one of its two layers taken out: `--without-door` has Next take requests by itself,
// `--without-viewer` has every piece of data believe that somebody was let in.
import { AsyncLocalStorage } from 'node:async_hooks'

const BOARD = Symbol.for('tuneboard')
const CONTEXT = Symbol.for('tuneboard.request-context')

if (process.argv.includes('--without-door')) {
  Object.defineProperty(globalThis, BOARD, {
    configurable: true,
    set(/** @type {import('../lib/server/board').Board} */ board) {
      const { open } = board
      board.open = (door) => open({ ...door, take: (request, response, next) => next(request, response) })
      Object.defineProperty(globalThis, BOARD, { value: board })
    },
  })
}

if (process.argv.includes('--without-viewer')) {
  const storage = new AsyncLocalStorage()
  const getStore = storage.getStore.bind(storage)
  storage.getStore = () => {
    const context = getStore()
    return context && Object.assign({}, context, { viewer: { via: 'open', name: null } })
  }
  Reflect.set(globalThis, CONTEXT, storage)
}

await import('./run-board.mjs')
