// @ts-check
import { startBoard } from './board.mjs'
import { load } from './load.mjs'

/** What browsers say that they take; Next by itself has gzip alone. */
const ENCODING = 'gzip, deflate, br, zstd'

/**
 * The same board with its front door and without, in turns: files, and pages that were not asked for before.
 * @param {string} url of the board with its door
 * @param {import('./account.mjs').Account} account
 * @param {string} database a path, for the board without
 * @param {import('./figures.mjs').Add} add
 * @param {boolean} short
 */
export async function measureDoor(url, account, database, add, short) {
  const bare = await startBoard(account, database, {}, 'e2e/bench/bare-board.mjs')
  await bare.whole()
  const html = await (await fetch(url)).text()
  const file = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? ''
  const toPage = (/** @type {number} */ turn) => `/?status=SUCCEEDED&q=usage%3C${1e12 + turn}`
  for (const path of [file, toPage(0)])
    for (const at of [url, bare.url]) {
      const { status } = await fetch(at + path, { redirect: 'manual' })
      if (status !== 200) throw new Error(`${at}${path} answered ${status}`)
    }
  // A shared machine is faster now and slower then: many short turns, and who is first changes.
  const turns = short ? 9 : 17
  const seconds = 2
  for (const [name, toPath] of /** @type {const} */ ([
    ['a file', () => file],
    ['a new page', toPage],
  ])) {
    const rates = { door: 0, bare: 0 }
    for (let turn = 0; turn < turns; turn++) {
      const sides = /** @type {const} */ ([
        ['door', url, ENCODING],
        ['bare', bare.url, 'gzip'],
      ])
      for (const [side, at, encoding] of turn % 2 ? sides : sides.toReversed()) {
        const toOwnPath = (/** @type {number} */ asked) => toPath(turn * 10_000 + asked)
        const { perSecond } = await load(at, toOwnPath, { seconds, encoding })
        // The first of each is for code to be compiled.
        if (turn > 0) rates[side] += perSecond / (turns - 1)
      }
    }
    add(`${name}, through the front door`, rates.door, '/s')
    add(`${name}, without the front door`, rates.bare, '/s')
    add(`${name}, with against without the front door`, rates.door / rates.bare, 'times', { least: 1 })
  }
  await bare.stop()
}
